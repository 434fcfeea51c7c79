-- What the models expect of each customer, as of the end of the data. clv is the margin of expected sales: the chain's margin rate of
-- them, or all of them without any known cost. For people who see only some stores: of the customers whose
-- every purchase lies in these stores, for of any other it would tell what was bought elsewhere.
select
  customer_key,
  repeats,
  age_days,
  p_alive,
  p_alive_pareto,
  purchases_90,
  purchases_365,
  purchases_365_low,
  purchases_365_high,
  expected_spend,
  expected_sales * coalesce(data_span.margin_rate, 1.0e0) as clv,
  least(
    expected_sales_low * coalesce(data_span.margin_rate, 1.0e0),
    expected_sales_high * coalesce(data_span.margin_rate, 1.0e0)
  ) as clv_low,
  greatest(
    expected_sales_low * coalesce(data_span.margin_rate, 1.0e0),
    expected_sales_high * coalesce(data_span.margin_rate, 1.0e0)
  ) as clv_high
from selected_outlook
cross join data_span
where reg_holds($scope, '*')
  or customer_key not in (
    select customer_key
    from visit
    where store_key is null
      or store_key not in (select store_key from selected_scope)
  )
