-- How many of the active customers of each bucket are new, known or won back, and how many were lost?
-- visiting  who made a purchase in the bucket that the filters keep
-- opening   the first purchase day of these customers in a bucket, wherever it was, when it makes them new or resurrected
-- kept      purchases as far as the filters keep them; who stands is taken by the last one
-- flow      who begins and ceases to stand, not lapsed, by day: their sum up to a day stands at its end
-- silence   last purchases after which customers lapsed: one before the bucket, or one in it
with boundary as (
  select starts_on - 1 as day
  from selected_bucket
  union distinct
  select ends_on
  from selected_bucket
),
visiting as (
  select distinct
    reg_bucket($grain, day, $from) as bucket,
    customer_key
  from selected_recent_visit
  where day between $from and $to
),
opening as (
  select
    reg_bucket($grain, day, $from) as bucket,
    customer_key,
    previous_day is null as is_new,
    previous_day is not null as is_resurrected
  from selected_recent_occasion
  where not reg_unfiltered($region, $store, $channel, $category, $grade)
    and day between $from and $to
    and (
      previous_day is null
      or (previous_day < day - $inactive_days and previous_day < greatest(reg_bucket($grain, day, $from), $from))
    )
    and customer_key in (select customer_key from visiting)
),
active as (
  select
    reg_bucket($grain, next_day, $from) as bucket,
    day is null as is_new,
    coalesce(date_diff('day', day, next_day) > $inactive_days, false) as is_resurrected,
    customers
  from selected_step
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and steps = 1
    and next_day between $from and $to
    and (day is null or day < greatest(reg_bucket($grain, next_day, $from), $from))
  union all
  select
    visiting.bucket,
    coalesce(opening.is_new, false),
    coalesce(opening.is_resurrected, false),
    reg_count(1) as customers
  from visiting
  left join opening
    on opening.bucket = visiting.bucket
    and opening.customer_key = visiting.customer_key
  where not reg_unfiltered($region, $store, $channel, $category, $grade)
),
active_count as (
  select
    bucket,
    sum(customers) as customers,
    sum(case when is_new then customers else 0 end) as fresh,
    sum(case when is_resurrected then customers else 0 end) as resurrected
  from active
  group by bucket
),
kept as (
  select
    day,
    next_day,
    reg_count(count(*)) as customers
  from selected_kept_day
  where not reg_unfiltered($region, $store, $channel, $category, $grade)
  group by day, next_day
),
flow as (
  select
    next_day as day,
    reg_count(sum(customers)) as change
  from selected_step
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and steps = 1
    and next_day is not null
    and (day is null or day + $inactive_days < next_day)
  group by next_day
  union all
  select
    day + $inactive_days + 1 as day,
    -reg_count(sum(customers)) as change
  from selected_step
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and steps = 1
    and day is not null
    and (next_day is null or next_day > day + $inactive_days)
  group by day
  union all
  select
    day,
    reg_count(sum(customers)) as change
  from kept
  group by day
  union all
  select
    least(coalesce(next_day, reg_date('2299-12-31')), day + $inactive_days + 1) as day,
    -reg_count(sum(customers)) as change
  from kept
  group by least(coalesce(next_day, reg_date('2299-12-31')), day + $inactive_days + 1)
),
standing_count as (
  select
    boundary.day as boundary,
    reg_count(sum(flow.change)) as customers
  from boundary
  cross join flow
  where flow.day <= boundary.day
  group by boundary.day
),
silence as (
  select
    day,
    next_day,
    customers,
    reg_bucket($grain, day + $inactive_days + 1, $from) as bucket
  from selected_step
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and steps = 1
    and day + $inactive_days + 1 between $from and $to
    and (next_day is null or next_day > day + $inactive_days)
  union all
  select
    day,
    next_day,
    customers,
    reg_bucket($grain, day + $inactive_days + 1, $from) as bucket
  from kept
  where day + $inactive_days + 1 between $from and $to
    and (next_day is null or next_day > day + $inactive_days)
),
lapse_count as (
  select
    bucket.bucket as bucket,
    sum(silence.customers) as customers
  from silence
  join selected_bucket as bucket on bucket.bucket = silence.bucket
  where silence.day + $inactive_days + 1 between bucket.starts_on and bucket.ends_on
    and (silence.day < bucket.starts_on or silence.next_day is null or silence.next_day > bucket.ends_on)
  group by bucket.bucket
),
counted as (
  select
    bucket.bucket as bucket,
    coalesce(at_start.customers, 0) as at_start,
    coalesce(active_count.customers, 0) as active,
    coalesce(active_count.fresh, 0) as fresh,
    coalesce(active_count.resurrected, 0) as resurrected,
    coalesce(lapse_count.customers, 0) as lapsed,
    coalesce(at_end.customers, 0) as at_end
  from selected_bucket as bucket
  left join active_count on active_count.bucket = bucket.bucket
  left join lapse_count on lapse_count.bucket = bucket.bucket
  left join standing_count as at_start on at_start.boundary = bucket.starts_on - 1
  left join standing_count as at_end on at_end.boundary = bucket.ends_on
)
select
  bucket,
  reg_count(active) as active_customers,
  reg_count(fresh) as new_customers,
  reg_count(active - fresh - resurrected) as returning_customers,
  reg_count(resurrected) as resurrected_customers,
  reg_count(lapsed) as lapsed_customers,
  reg_count(at_start) as customers_at_start,
  reg_count(at_end) as customers_at_end,
  reg_count(at_end - at_start - fresh - resurrected + lapsed) as moved_customers
from counted
where active > 0
  or at_start > 0
order by bucket
