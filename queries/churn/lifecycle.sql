-- How many of the active customers of each bucket are new, known or won back, and how many were lost?
-- opening   the first purchase day of a customer in a bucket, wherever it was
-- visiting  who made a purchase in the bucket that the filters keep
-- standing  the last purchase up to a boundary of buckets of everybody who had not lapsed by then
-- lapse     last purchases after which a customer lapsed in the bucket: one before the bucket, or one in it
with boundary as (
  select starts_on - 1 as day
  from selected_bucket
  union distinct
  select ends_on
  from selected_bucket
),
opening as (
  select
    reg_bucket($grain, day, $from) as bucket,
    customer_key,
    previous_day is null as is_new,
    coalesce(date_diff('day', previous_day, day) > $inactive_days, false) as is_resurrected
  from selected_occasion
  where day between $from and $to
    and (previous_day is null or previous_day < greatest(reg_bucket($grain, day, $from), $from))
),
visiting as (
  select distinct
    reg_bucket($grain, day, $from) as bucket,
    customer_key
  from selected_visit
  where day between $from and $to
),
active as (
  select
    bucket,
    is_new,
    is_resurrected
  from opening
  where reg_unfiltered($region, $store, $channel, $category, $grade)
  union all
  select
    visiting.bucket,
    coalesce(opening.is_new, false),
    coalesce(opening.is_resurrected, false)
  from visiting
  left join opening
    on opening.bucket = visiting.bucket
    and opening.customer_key = visiting.customer_key
  where not reg_unfiltered($region, $store, $channel, $category, $grade)
),
active_count as (
  select
    bucket,
    count(*) as customers,
    sum(case when is_new then 1 else 0 end) as fresh,
    sum(case when is_resurrected then 1 else 0 end) as resurrected
  from active
  group by bucket
),
standing as (
  select
    boundary.day as boundary,
    occasion.customer_key as customer_key,
    occasion.day as day
  from boundary
  cross join selected_occasion as occasion
  where occasion.day between $from - $inactive_days - 1 and $to
    and occasion.day <= boundary.day
    and occasion.day + $inactive_days >= boundary.day
    and (occasion.next_day is null or occasion.next_day > boundary.day)
),
standing_count as (
  select
    boundary,
    count(*) as customers
  from standing
  where reg_unfiltered($region, $store, $channel, $category, $grade)
  group by boundary
  union all
  select
    boundary,
    count(*)
  from standing
  where not reg_unfiltered($region, $store, $channel, $category, $grade)
    and (customer_key, day) in (
      select customer_key, day
      from selected_visit
      where day between $from - $inactive_days - 1 and $to
    )
  group by boundary
),
lapse as (
  select
    bucket.bucket as bucket,
    occasion.customer_key as customer_key,
    occasion.day as day
  from selected_bucket as bucket
  cross join selected_occasion as occasion
  where occasion.day between $from - $inactive_days - 1 and $to
    and occasion.day + $inactive_days + 1 between bucket.starts_on and bucket.ends_on
    and (occasion.next_day is null or occasion.next_day > occasion.day + $inactive_days)
    and (occasion.day < bucket.starts_on or occasion.next_day is null or occasion.next_day > bucket.ends_on)
),
lapse_count as (
  select
    bucket,
    count(*) as customers
  from lapse
  where reg_unfiltered($region, $store, $channel, $category, $grade)
  group by bucket
  union all
  select
    bucket,
    count(*)
  from lapse
  where not reg_unfiltered($region, $store, $channel, $category, $grade)
    and (customer_key, day) in (
      select customer_key, day
      from selected_visit
      where day between $from - $inactive_days - 1 and $to
    )
  group by bucket
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
