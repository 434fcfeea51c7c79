-- The first purchase of each customer whose first purchase day lies in the period, if the filters keep it; of several on one day the
-- one in the store with the lowest number.
with kept as (
  select
    customer_key,
    day,
    store_key,
    channel,
    grade,
    previous_day,
    shares_day
  from selected_visit
  where day between $from and $to
),
candidate as (
  select
    customer_key,
    day,
    store_key,
    channel,
    grade
  from kept
  where reg_holds($scope, '*')
    and reg_empty($category)
    and previous_day is null
    and shares_day
  union all
  select
    kept.customer_key,
    kept.day,
    kept.store_key,
    kept.channel,
    kept.grade
  from kept
  join selected_occasion as occasion
    on occasion.customer_key = kept.customer_key
    and occasion.day = kept.day
  where not (reg_holds($scope, '*') and reg_empty($category))
    and occasion.previous_day is null
)
select
  customer_key,
  day,
  store_key,
  channel,
  grade
from kept
where reg_holds($scope, '*')
  and reg_empty($category)
  and previous_day is null
  and not shares_day
union all
select
  customer_key,
  day,
  min(store_key) as store_key,
  argMin(channel, store_key) as channel,
  max(grade) as grade
from candidate
group by customer_key, day
