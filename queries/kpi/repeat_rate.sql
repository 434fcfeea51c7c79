-- Of the customers who bought in the twelve months to the end of each bucket, how many bought on two days or more?
-- matching    purchase days that the filters keep, with the two before
-- step        how many went from a matching day to the next (steps 1) or to the one after that (steps 2)
-- window_day  which bucket's year is the first to reach a day, and which is the first to begin after it
-- held        what counts from one bucket to before another: every day as a customer; two days in a row, both in the year, make one
--             customer less and a repeat customer more, and three in a row a repeat customer less
-- of_total    the same for a period as a whole, whose only year needs no steps
-- change      what comes and what goes with each bucket, so that a running sum counts them all
with year_to as (
  select
    bucket,
    reg_add_months(ends_on + 1, -12) as starts_on,
    ends_on
  from selected_bucket
),
window_day as (
  select
    day,
    reg_bucket($grain, greatest(day, $from), $from) as reached_by,
    min(opens) over (order by day rows between 1 following and unbounded following) as left_by
  from (
    select
      calendar.day as day,
      min(year_to.bucket) as opens
    from calendar
    left join year_to on year_to.starts_on = calendar.day
    where calendar.day between reg_add_months($from, -12) and $to
    group by calendar.day
  ) as opening_day
),
kept as (
  select
    customer_key,
    day,
    shares_day
  from selected_visit
  where not reg_stepped($region, $store, $channel, $category, $grade, $segment, $scope)
    and not $grain = 'total'
    and day between reg_add_months($from, -12) and $to
),
matching as (
  select
    day,
    lag(nullif(day, null)) over (partition by customer_key order by day) as previous_day,
    lag(nullif(day, null), 2) over (partition by customer_key order by day) as second_previous_day
  from (
    select
      customer_key,
      day
    from kept
    where reg_empty($category)
      and not shares_day
    union all
    select distinct
      customer_key,
      day
    from kept
    where not reg_empty($category)
      or shares_day
  ) as matching_day
),
step as (
  select
    steps,
    day,
    next_day,
    customers
  from selected_kept_step
  where next_day between reg_add_months($from, -12) and $to
  union all
  select
    1 as steps,
    previous_day as day,
    day as next_day,
    reg_count(count(*)) as customers
  from matching
  group by previous_day, day
  union all
  select
    2 as steps,
    second_previous_day as day,
    day as next_day,
    reg_count(count(*)) as customers
  from matching
  where second_previous_day is not null
  group by second_previous_day, day
),
held as (
  select
    starts,
    ends,
    reg_count(sum(customers)) as customers,
    reg_count(sum(repeat_customers)) as repeat_customers
  from (
    select
      window_day.reached_by as starts,
      window_day.left_by as ends,
      step.customers as customers,
      0 as repeat_customers
    from step
    join window_day on window_day.day = step.next_day
    where step.steps = 1
    union all
    select
      window_day.reached_by as starts,
      earlier.left_by as ends,
      case when step.steps = 1 then -step.customers else 0 end as customers,
      case when step.steps = 1 then step.customers else -step.customers end as repeat_customers
    from step
    join window_day on window_day.day = step.next_day
    join window_day as earlier on earlier.day = step.day
  ) as held_step
  group by starts, ends
),
change as (
  select
    bucket,
    0 as customers,
    0 as repeat_customers
  from year_to
  union all
  select
    starts as bucket,
    sum(customers) as customers,
    sum(repeat_customers) as repeat_customers
  from held
  where ends is null or starts < ends
  group by starts
  union all
  select
    ends as bucket,
    -sum(customers) as customers,
    -sum(repeat_customers) as repeat_customers
  from held
  where starts < ends
  group by ends
),
of_total as (
  select
    year_to.bucket as bucket,
    visit.customer_key as customer_key,
    min(visit.day) < max(visit.day) as has_repeated
  from year_to
  cross join selected_visit as visit
  where not reg_stepped($region, $store, $channel, $category, $grade, $segment, $scope)
    and $grain = 'total'
    and visit.day between year_to.starts_on and year_to.ends_on
    and visit.day <= $to
  group by year_to.bucket, visit.customer_key
),
counted as (
  select
    bucket,
    reg_count(sum(customers) over (order by bucket rows between unbounded preceding and current row)) as customers,
    reg_count(
      sum(repeat_customers) over (order by bucket rows between unbounded preceding and current row)
    ) as repeat_customers
  from (
    select
      bucket,
      sum(customers) as customers,
      sum(repeat_customers) as repeat_customers
    from change
    group by bucket
  ) as changed
  union all
  select
    bucket,
    reg_count(count(*)),
    reg_count(count(case when has_repeated then 1 end))
  from of_total
  group by bucket
)
select
  bucket,
  customers,
  repeat_customers,
  reg_ratio(repeat_customers, customers) as repeat_rate,
  reg_wilson_low(repeat_customers, customers) as repeat_rate_low,
  reg_wilson_high(repeat_customers, customers) as repeat_rate_high
from counted
where customers > 0
  and bucket in (select bucket from year_to)
order by bucket
