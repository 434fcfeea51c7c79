-- The customers who had not lapsed when the period began, as far as the filters keep their last purchase before it: how long silent
-- they were then, the two purchase days before that one, and whether they lapsed in the period: who buys again in a long
-- period and lapses after that has lapsed too.
-- standing  last purchase days before the period
-- later     who lapsed in the period after they had bought in it; none in a short one, of which no day is read then
with last_known as (
  select least($to, last_day) as day
  from data_span
),
standing as (
  select
    customer_key,
    day,
    previous_day,
    second_previous_day,
    next_day
  from selected_occasion
  where day between $from - $inactive_days - 1 and $from - 1
    and (next_day is null or next_day >= $from)
),
chosen as (
  select
    customer_key,
    day,
    previous_day,
    second_previous_day,
    next_day
  from standing
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    or (customer_key, day) in (
      select customer_key, day
      from selected_visit
      where day between $from - $inactive_days - 1 and $from - 1
    )
),
silent as (
  select
    customer_key,
    day
  from visit
  where reg_holds($scope, '*')
    and opens_day
    and day between $from and $to - $inactive_days - 1
    and (next_day is null or next_day > day + $inactive_days)
  union all
  select
    customer_key,
    day
  from selected_occasion
  where not reg_holds($scope, '*')
    and day between $from and $to - $inactive_days - 1
    and (next_day is null or next_day > day + $inactive_days)
),
later as (
  select silent.customer_key as customer_key
  from silent
  cross join last_known
  where silent.day < last_known.day - $inactive_days
    and reg_narrowed((select count(*) > 0 from chosen))
    and reg_narrowed(silent.customer_key in (select customer_key from chosen))
)
select
  chosen.customer_key as customer_key,
  date_diff('day', chosen.day, $from) as silence_days,
  chosen.day as day,
  chosen.previous_day as previous_day,
  chosen.second_previous_day as second_previous_day,
  reg_flag(
    (
      chosen.day + $inactive_days + 1 <= last_known.day
      and (chosen.next_day is null or chosen.next_day > chosen.day + $inactive_days)
    )
    or chosen.customer_key in (select customer_key from later)
  ) as has_lapsed
from chosen
cross join last_known
where $from <= last_known.day
