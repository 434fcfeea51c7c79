-- The purchase days, wherever they were, after which a customer did not come again within $inactive_days.
select
  customer_key,
  day
from visit
where reg_holds($scope, '*')
  and opens_day
  and (next_day is null or next_day > day + $inactive_days)
union all
select
  customer_key,
  day
from selected_scope_occasion
where not reg_holds($scope, '*')
  and (next_day is null or next_day > day + $inactive_days)
