-- Of the customers active at the start of each bucket, how many lapsed in it?
-- last_visit  the last purchase day before the bucket of every customer who had not lapsed by then
-- lapsed_later  customers who bought again in a long bucket and lapsed after that
with last_visit as (
  select
    bucket.bucket as bucket,
    occasion.customer_key as customer_key,
    occasion.day as day,
    occasion.day + $inactive_days + 1 <= bucket.ends_on
      and (occasion.next_day is null or occasion.next_day > occasion.day + $inactive_days) as has_lapsed
  from selected_bucket as bucket
  cross join selected_occasion as occasion
  where occasion.day between $from - $inactive_days - 1 and $to
    and occasion.day < bucket.starts_on
    and occasion.day + $inactive_days + 1 >= bucket.starts_on
    and (occasion.next_day is null or occasion.next_day >= bucket.starts_on)
),
at_start as (
  select
    bucket,
    customer_key,
    has_lapsed
  from last_visit
  where reg_unfiltered($region, $store, $channel, $category, $grade)
  union all
  select
    bucket,
    customer_key,
    has_lapsed
  from last_visit
  where not reg_unfiltered($region, $store, $channel, $category, $grade)
    and (customer_key, day) in (
      select customer_key, day
      from selected_visit
      where day between $from - $inactive_days - 1 and $to
    )
),
lapsed_later as (
  select distinct
    bucket.bucket as bucket,
    occasion.customer_key as customer_key
  from selected_bucket as bucket
  cross join selected_occasion as occasion
  where bucket.ends_on > bucket.starts_on + $inactive_days
    and occasion.day between $from and $to
    and occasion.day >= bucket.starts_on
    and occasion.day + $inactive_days + 1 <= bucket.ends_on
    and (occasion.next_day is null or occasion.next_day > occasion.day + $inactive_days)
),
counted as (
  select
    at_start.bucket as bucket,
    reg_count(count(*)) as customers_at_start,
    reg_count(
      sum(case when at_start.has_lapsed or lapsed_later.customer_key is not null then 1 else 0 end)
    ) as lapsed_customers
  from at_start
  left join lapsed_later
    on lapsed_later.bucket = at_start.bucket
    and lapsed_later.customer_key = at_start.customer_key
  group by at_start.bucket
)
select
  bucket,
  customers_at_start,
  lapsed_customers,
  reg_ratio(lapsed_customers, customers_at_start) as churn_rate,
  reg_wilson_low(lapsed_customers, customers_at_start) as churn_rate_low,
  reg_wilson_high(lapsed_customers, customers_at_start) as churn_rate_high
from counted
order by bucket
