-- The customers who had not lapsed when the period began, as far as the filters keep their last purchase before it: how long silent
-- they were then, whether that was their only purchase day so far, and whether they lapsed in the period: who buys again in a long
-- period and lapses after that has lapsed too.
with last_known as (
  select least($to, last_day) as day
  from data_span
),
last_visit as (
  select
    customer_key,
    day,
    previous_day
  from selected_recent_occasion
  where day between $from - $inactive_days - 1 and $from - 1
    and day + $inactive_days + 1 >= $from
    and (next_day is null or next_day >= $from)
),
silent as (
  select distinct occasion.customer_key as customer_key
  from selected_recent_occasion as occasion
  cross join last_known
  where occasion.day between $from - $inactive_days - 1 and $to
    and occasion.day + $inactive_days + 1 between $from and last_known.day
    and (occasion.next_day is null or occasion.next_day > occasion.day + $inactive_days)
),
chosen as (
  select
    customer_key,
    day,
    previous_day
  from last_visit
  where reg_unfiltered($region, $store, $channel, $category, $grade)
  union all
  select
    customer_key,
    day,
    previous_day
  from selected_kept_day
  where not reg_unfiltered($region, $store, $channel, $category, $grade)
    and day < $from
    and (next_day is null or next_day >= $from)
)
select
  customer_key,
  date_diff('day', day, $from) as silence_days,
  reg_flag(previous_day is null) as has_bought_once,
  reg_flag(customer_key in (select customer_key from silent)) as has_lapsed
from chosen
where $from <= (select day from last_known)
