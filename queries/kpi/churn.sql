-- Of the customers active at the start of each bucket, how many lapsed in it?
-- opening_day  the first bucket that begins after a day, and the first of those that are longer than a lapse takes
-- relapse_day  the days of a bucket after which there is time left in it to lapse
-- occasion     purchase days that the filters keep, with the next ones in the chain; of a period as a whole only those after which
--              a customer can be active at its start, and where steps tell of the others only those after which one can lapse twice
-- step         how many went from one such day to the next
-- change       a purchase day makes active from the next bucket on, until one begins after the next purchase or after the lapse;
--              so a running sum counts who is active
-- lapse        who lapsed first, being active at the start
-- came_again   customers who bought again in a bucket that is longer than a lapse takes, and without lapsing before
-- relapse      who of them lapsed after that
with opening_day as (
  select
    day,
    min(opens) over (order by day rows between 1 following and unbounded following) as next_bucket,
    min(opens_long) over (order by day rows between 1 following and unbounded following) as next_long
  from (
    select
      calendar.day as day,
      min(bucket.bucket) as opens,
      min(case when bucket.ends_on > bucket.starts_on + $inactive_days then bucket.starts_on end) as opens_long
    from calendar
    left join selected_bucket as bucket on bucket.starts_on = calendar.day
    where calendar.day between $from - $inactive_days - 1 and $to
    group by calendar.day
  ) as marked_day
),
relapse_day as (
  select
    calendar.day as day,
    bucket.starts_on as starts_on
  from calendar
  join selected_bucket as bucket on bucket.bucket = reg_bucket($grain, calendar.day, $from)
  where calendar.day between bucket.starts_on and bucket.ends_on
    and calendar.day + $inactive_days + 1 <= bucket.ends_on
    and calendar.day between $from and $to - $inactive_days - 1
),
kept as (
  select
    customer_key,
    day,
    next_day,
    shares_day
  from selected_visit
  where not reg_unfiltered($region, $store, $channel, $category, $grade)
    and reg_holds($scope, '*')
    and reg_empty($category)
    and day between $from - $inactive_days - 1 and $to
    and ($grain <> 'total' or (day < $from and (next_day is null or next_day >= $from)))
    and (
      not reg_stepped($region, $store, $channel, $category, $grade, $segment, $scope)
      or next_day in (select day from relapse_day)
    )
),
occasion as (
  select
    customer_key,
    day,
    next_day
  from kept
  where not shares_day
  union all
  select distinct
    customer_key,
    day,
    next_day
  from kept
  where shares_day
  union all
  select
    customer_key,
    day,
    next_day
  from selected_occasion
  where (reg_unfiltered($region, $store, $channel, $category, $grade) or not (reg_holds($scope, '*') and reg_empty($category)))
    and day between $from - $inactive_days - 1 and $to
    and ($grain <> 'total' or (day < $from and (next_day is null or next_day >= $from)))
    and (
      not reg_stepped($region, $store, $channel, $category, $grade, $segment, $scope)
      or next_day in (select day from relapse_day)
    )
    and (
      reg_unfiltered($region, $store, $channel, $category, $grade)
      or (customer_key, day) in (
        select customer_key, day
        from selected_visit
        where day between $from - $inactive_days - 1 and $to
          and ($grain <> 'total' or day < $from)
      )
    )
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
came_again as (
  select
    relapse_day.starts_on as starts_on,
    occasion.customer_key as customer_key
  from occasion
  join opening_day on opening_day.day = occasion.day
  join relapse_day
    on relapse_day.day = occasion.next_day
    and relapse_day.starts_on = opening_day.next_long
  where not $grain = 'day'
    and not ($grain = 'week' and $inactive_days >= 6)
    and not ($grain = 'month' and $inactive_days >= 30)
    and occasion.next_day <= occasion.day + $inactive_days
),
relapse as (
  select
    starts_on,
    reg_count(count(*)) as customers
  from came_again
  where (starts_on, customer_key) in (
    select
      relapse_day.starts_on as starts_on,
      again.customer_key as customer_key
    from (
      select customer_key, day
      from selected_lapse_day
      where day between $from and $to - $inactive_days - 1
        and (
          not $grain = 'total'
          or reg_unfiltered($region, $store, $channel, $category, $grade)
          or reg_narrowed(customer_key in (select customer_key from came_again))
        )
    ) as again
    join relapse_day on relapse_day.day = again.day
  )
  group by starts_on
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
    bucket.bucket as bucket,
    reg_count(0) as customers,
    relapse.customers as lapsed_customers
  from relapse
  join selected_bucket as bucket on bucket.starts_on = relapse.starts_on
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
