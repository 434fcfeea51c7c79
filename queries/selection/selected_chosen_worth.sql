-- selected_worth of the customers that the filters choose (see selected_customer), whose home stores stand beside what is
-- expected of them.
select
  customer_key,
  home_store_key,
  repeats,
  p_alive,
  p_alive_pareto,
  purchases_90,
  purchases_365,
  clv
from selected_worth
where (
    (reg_holds($scope, '*') and reg_empty($region) and reg_empty($store))
    or home_store_key in (select store_key from selected_store)
    or (home_store_key is null and reg_holds($scope, '*') and reg_open($region) and reg_open($store))
  )
  and (reg_empty($grade) or customer_key in (select customer_key from selected_held))
  and (reg_empty($segment) or customer_key in (select customer_key from selected_member))
