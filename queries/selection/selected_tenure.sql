-- From the first purchase of each customer to the first lapse, for those whose first purchase lies in the period and is kept by the
-- filters: a lapse comes on the first day that lies more than $inactive_days after a purchase. Who has not lapsed by the end of the
-- period or of the data is followed up to then.
-- stretch  up to the first purchase that so long a silence followed, or the last one of the period; visits of the whole chain know which
--          that is
with last_known as (
  select least($to, last_day) as day
  from data_span
),
stretch as (
  select
    customer_key,
    first_day as started_on,
    day + $inactive_days + 1 as lapses_on
  from visit
  where reg_holds($scope, '*')
    and (reg_empty($segment) or customer_key in (select customer_key from selected_member))
    and opens_day
    and day between $from and $to
    and longest_gap <= $inactive_days
    and (next_day is null or next_day > least(day + $inactive_days, $to))
  union all
  select
    occasion.customer_key,
    min(case when occasion.previous_day is null then occasion.day end),
    min(
      case
        when occasion.next_day is null or occasion.next_day > occasion.day + $inactive_days
        then occasion.day + $inactive_days + 1
      end
    )
  from selected_occasion as occasion
  where not reg_holds($scope, '*')
  group by occasion.customer_key
)
select
  stretch.customer_key as customer_key,
  stretch.started_on as started_on,
  coalesce(stretch.lapses_on <= last_known.day, false) as has_lapsed,
  date_diff(
    'day',
    stretch.started_on,
    case when stretch.lapses_on <= last_known.day then stretch.lapses_on else last_known.day end
  ) as tenure_days
from stretch
cross join last_known
where stretch.started_on between $from and $to
  and (
    reg_unfiltered($region, $store, $channel, $category, $grade)
    or stretch.customer_key in (select customer_key from selected_first_purchase)
  )
