-- Points of each customer that region, store, grade and segment keep, by day and kind, signed as loaded.
select
  customer_key,
  day,
  kind,
  points
from points_entry
where (reg_holds($scope, '*') and reg_unfiltered($region, $store, $segment, $grade, $grade))
  or customer_key in (select customer_key from selected_customer)
