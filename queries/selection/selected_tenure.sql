-- From the first purchase of each customer to the first lapse, for those whose first purchase lies in the period and is kept by the
-- filters: a lapse comes on the first day that lies more than $inactive_days after a purchase. Who has not lapsed by the end of the
-- period or of the data is followed up to then.
-- stretch  the first purchase day that was followed by so long a silence, or is the last one
with last_known as (
  select least($to, last_day) as day
  from data_span
),
stretch as (
  select
    occasion.customer_key as customer_key,
    occasion.first_day as started_on,
    occasion.day + $inactive_days + 1 as lapses_on,
    last_known.day as last_known
  from selected_occasion as occasion
  cross join last_known
  where occasion.day >= $from
    and occasion.first_day between $from and $to
    and occasion.longest_gap <= $inactive_days
    and (occasion.next_day is null or occasion.next_day > occasion.day + $inactive_days)
)
select
  stretch.customer_key as customer_key,
  stretch.started_on as started_on,
  coalesce(stretch.lapses_on <= stretch.last_known, false) as has_lapsed,
  date_diff(
    'day',
    stretch.started_on,
    case when stretch.lapses_on <= stretch.last_known then stretch.lapses_on else stretch.last_known end
  ) as tenure_days
from stretch
where reg_unfiltered($region, $store, $channel, $category, $grade)
  or stretch.customer_key in (select customer_key from selected_first_purchase)
