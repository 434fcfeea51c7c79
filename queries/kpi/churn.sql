-- Of the customers active at the start of each bucket, how many lapsed in it?
-- occasion     purchase days that the filters keep, with the next ones in the chain
-- step         how many went from one such day to the next
-- opening_day  the first bucket that begins after a day
-- change       a purchase day makes active from the next bucket on, until one begins after the next purchase or after the lapse;
--              so a running sum counts who is active
-- lapse        who lapsed first, being active at the start
-- relapse      customers who bought again in a bucket that is longer than a lapse takes, and lapsed after that
with occasion as (
  select
    customer_key,
    day,
    next_day
  from selected_occasion
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and day between $from - $inactive_days - 1 and $to
  union all
  select
    customer_key,
    day,
    next_day
  from selected_kept_day
  where not reg_unfiltered($region, $store, $channel, $category, $grade)
),
step as (
  select
    day,
    next_day,
    day + $inactive_days + 1 as lapses_on,
    customers
  from selected_step
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and steps = 1
    and day between $from - $inactive_days - 1 and $to
  union all
  select
    day,
    next_day,
    day + $inactive_days + 1 as lapses_on,
    customers
  from selected_region_step
  where aspect = 'anywhere'
    and day between $from - $inactive_days - 1 and $to
  union all
  select
    day,
    next_day,
    day + $inactive_days + 1 as lapses_on,
    reg_count(count(*)) as customers
  from occasion
  where not reg_stepped($region, $store, $channel, $category, $grade, $segment, $scope)
  group by day, next_day
),
opening_day as (
  select
    day,
    min(opens) over (order by day rows between 1 following and unbounded following) as next_bucket
  from (
    select
      calendar.day as day,
      min(bucket.bucket) as opens
    from calendar
    left join selected_bucket as bucket on bucket.starts_on = calendar.day
    where calendar.day between $from - $inactive_days - 1 and $to
    group by calendar.day
  ) as marked_day
),
active as (
  select
    bought.next_bucket as starts,
    ended.next_bucket as ends,
    reg_count(sum(step.customers)) as customers
  from step
  join opening_day as bought on bought.day = step.day
  left join opening_day as ended on ended.day = least(step.lapses_on, coalesce(step.next_day, step.lapses_on))
  group by bought.next_bucket, ended.next_bucket
),
lapse as (
  select
    bucket.bucket as bucket,
    reg_count(sum(step.customers)) as customers
  from step
  join selected_bucket as bucket on bucket.bucket = reg_bucket($grain, step.lapses_on, $from)
  where step.lapses_on between bucket.starts_on and bucket.ends_on
    and step.day < bucket.starts_on
    and (step.next_day is null or step.next_day >= step.lapses_on)
  group by bucket.bucket
),
relapse as (
  select distinct
    bucket.bucket as bucket,
    bucket.starts_on as starts_on,
    again.customer_key as customer_key
  from selected_bucket as bucket
  join selected_occasion as again on reg_bucket($grain, again.day, $from) = bucket.bucket
  where not $grain = 'day'
    and not ($grain = 'week' and $inactive_days >= 6)
    and not ($grain = 'month' and $inactive_days >= 30)
    and bucket.ends_on > bucket.starts_on + $inactive_days
    and again.day between $from and $to - $inactive_days - 1
    and again.day between bucket.starts_on and bucket.ends_on
    and again.day + $inactive_days + 1 <= bucket.ends_on
    and (again.next_day is null or again.next_day > again.day + $inactive_days)
),
change as (
  select
    starts as bucket,
    customers,
    reg_count(0) as lapsed_customers
  from active
  where ends is null or starts < ends
  union all
  select
    ends as bucket,
    -customers as customers,
    reg_count(0) as lapsed_customers
  from active
  where starts < ends
  union all
  select
    bucket,
    reg_count(0) as customers,
    customers as lapsed_customers
  from lapse
  union all
  select
    relapse.bucket as bucket,
    reg_count(0) as customers,
    reg_count(1) as lapsed_customers
  from relapse
  join occasion on occasion.customer_key = relapse.customer_key
  where occasion.day < relapse.starts_on
    and occasion.next_day >= relapse.starts_on
    and occasion.next_day <= occasion.day + $inactive_days
  union all
  select
    bucket,
    reg_count(0) as customers,
    reg_count(0) as lapsed_customers
  from selected_bucket
),
counted as (
  select
    bucket,
    reg_count(
      sum(customers) over (order by bucket rows between unbounded preceding and current row)
    ) as customers_at_start,
    reg_count(lapsed_customers) as lapsed_customers
  from (
    select
      bucket,
      sum(customers) as customers,
      sum(lapsed_customers) as lapsed_customers
    from change
    where bucket is not null
    group by bucket
  ) as changed
)
select
  bucket,
  customers_at_start,
  lapsed_customers,
  reg_ratio(lapsed_customers, customers_at_start) as churn_rate,
  reg_wilson_low(lapsed_customers, customers_at_start) as churn_rate_low,
  reg_wilson_high(lapsed_customers, customers_at_start) as churn_rate_high
from counted
where customers_at_start > 0
order by bucket
