-- What the models expect of each customer, as of the end of the data. For people who see only some stores: of the customers whose
-- every purchase lies in these stores, for of any other it would tell what was bought elsewhere.
select
  customer_key,
  repeats,
  p_alive,
  p_alive_pareto,
  purchases_90,
  purchases_365,
  purchases_365_low,
  purchases_365_high,
  expected_spend,
  clv,
  clv_low,
  clv_high
from customer_prediction
where reg_holds($scope, '*')
  or customer_key not in (
    select customer_key
    from visit
    where store_key is null
      or store_key not in (select store_key from selected_scope)
  )
