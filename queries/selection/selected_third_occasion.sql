-- The purchase days in the $lookback_days before the period that followed two others of these days, whatever the filters say: with
-- these two they are all the days of a customer who had three or more.
select customer_key
from visit
where reg_holds($scope, '*')
  and opens_day
  and day between $from - $lookback_days and $from - 1
  and second_previous_day >= $from - $lookback_days
union all
select customer_key
from selected_occasion
where not reg_holds($scope, '*')
  and day between $from - $lookback_days and $from - 1
  and second_previous_day >= $from - $lookback_days
