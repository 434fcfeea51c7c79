-- What customers that region, store, grade and segment keep said they spend on such goods in three months, and what of it they
-- bought in the stores in scope.
select
  survey_id,
  customer_key,
  answered_on,
  stated_amount,
  own_amount
from wallet_answer
where reg_holds($scope, '*')
  and (
    reg_unfiltered($region, $store, $segment, $grade, $grade)
    or customer_key in (select customer_key from selected_customer)
  )
union all
select
  wallet_answer.survey_id,
  wallet_answer.customer_key,
  wallet_answer.answered_on,
  max(wallet_answer.stated_amount),
  reg_money(coalesce(sum(bought.net_amount), 0))
from wallet_answer
left join (
  select
    customer_key,
    day,
    net_amount
  from purchase_order
  where store_key in (select store_key from selected_scope)
) as bought
  on bought.customer_key = wallet_answer.customer_key
  and bought.day > reg_add_months(wallet_answer.answered_on, -3)
  and bought.day <= wallet_answer.answered_on
where not reg_holds($scope, '*')
  and wallet_answer.customer_key in (select customer_key from selected_customer)
group by wallet_answer.survey_id, wallet_answer.customer_key, wallet_answer.answered_on
