-- The purchase days on which the filters keep a purchase and after which a customer can be active in the period or lapse in it, with
-- the customer's purchase days before and after, wherever they were.
with recent as (
  select
    customer_key,
    day,
    previous_day,
    next_day,
    shares_day
  from selected_visit
  where day between $from - $inactive_days - 1 and $to
)
select
  customer_key,
  day,
  previous_day,
  next_day
from recent
where reg_holds($scope, '*')
  and reg_empty($category)
  and not shares_day
union all
select distinct
  customer_key,
  day,
  previous_day,
  next_day
from recent
where reg_holds($scope, '*')
  and reg_empty($category)
  and shares_day
union all
select
  customer_key,
  day,
  previous_day,
  next_day
from selected_occasion
where not (reg_holds($scope, '*') and reg_empty($category))
  and day between $from - $inactive_days - 1 and $to
  and (customer_key, day) in (select customer_key, day from recent)
