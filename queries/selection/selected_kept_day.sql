-- The purchase days on which the filters keep a purchase and after which a customer can be active in the period or lapse in it, with
-- the customer's purchase days before and after, wherever they were.
select
  customer_key,
  day,
  previous_day,
  next_day
from selected_recent_visit
where reg_holds($scope, '*')
  and reg_empty($category)
  and not shares_day
union all
select distinct
  customer_key,
  day,
  previous_day,
  next_day
from selected_recent_visit
where reg_holds($scope, '*')
  and reg_empty($category)
  and shares_day
union all
select
  customer_key,
  day,
  previous_day,
  next_day
from selected_recent_occasion
where not (reg_holds($scope, '*') and reg_empty($category))
  and (customer_key, day) in (select customer_key, day from selected_recent_visit)
