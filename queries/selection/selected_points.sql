-- Points of the customers that region, store, grade and segment keep, by day and kind, signed as loaded; of the whole chain together,
-- as customer_key null.
select
  cast(null as integer) as customer_key,
  day,
  kind,
  points
from points_day
where reg_holds($scope, '*')
  and reg_unfiltered($region, $store, $segment, $grade, $grade)
union all
select
  customer_key,
  day,
  kind,
  points
from points_entry
where not (reg_holds($scope, '*') and reg_unfiltered($region, $store, $segment, $grade, $grade))
  and customer_key in (select customer_key from selected_customer)
