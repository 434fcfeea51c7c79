-- What customers bought in the period who were brought by customers that the filters keep, in the stores in scope: one row each, and as
-- customer_key null what all known customers bought.
select
  customer_key,
  max(case when is_purchase then 1 else 0 end) as is_active,
  sum(net_amount) as net_amount,
  sum(uncosted_net_amount) as uncosted_net_amount,
  sum(cost_amount) as cost_amount
from purchase_order
where day between $from and $to
  and (reg_holds($scope, '*') or store_key in (select store_key from selected_scope))
  and customer_key in (select customer_key from selected_referral)
group by customer_key
union all
select
  cast(null as integer),
  1,
  sum(net_amount),
  sum(uncosted_net_amount),
  sum(cost_amount)
from purchase_order
where day between $from and $to
  and (reg_holds($scope, '*') or store_key in (select store_key from selected_scope))
  and customer_key is not null
