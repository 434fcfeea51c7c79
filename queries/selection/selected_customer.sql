-- The customers of the stores that region and store keep, by home store, as far as grade (held at the end of the period) and
-- segment keep them; with everything in scope also those without a store. Sales channel and category do not apply to them.
select
  customer_key,
  first_purchase_on,
  first_year_known_margin,
  first_year_uncosted_net_amount
from customer
where (
    (reg_holds($scope, '*') and reg_empty($region) and reg_empty($store))
    or home_store_key in (select store_key from selected_store)
    or (home_store_key is null and reg_holds($scope, '*') and reg_open($region) and reg_open($store))
  )
  and (reg_empty($grade) or customer_key in (select customer_key from selected_held))
  and (reg_empty($segment) or customer_key in (select customer_key from selected_member))
