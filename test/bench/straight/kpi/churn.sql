with occasion as (
  select
    customer_id,
    day,
    lead(day) over (partition by customer_id order by day) as next_day
  from purchase_day
),
kept_day as (
  select distinct
    customer_id,
    day
  from kept_checkout
  where day between $from - $inactive_days - 1 and $to
    and customer_id is not null
    and net_amount > 0
),
lapse as (
  select distinct
    bucket.bucket as bucket,
    occasion.customer_id as customer_id
  from span_of_bucket as bucket
  join occasion
    on occasion.day + $inactive_days + 1 >= bucket.starts_on
    and occasion.day + $inactive_days + 1 <= bucket.ends_on
  where occasion.next_day is null
    or occasion.next_day > occasion.day + $inactive_days
),
at_start as (
  select
    bucket.bucket as bucket,
    occasion.customer_id as customer_id
  from span_of_bucket as bucket
  join occasion
    on occasion.day < bucket.starts_on
    and occasion.day + $inactive_days + 1 >= bucket.starts_on
  where (occasion.next_day is null or occasion.next_day >= bucket.starts_on)
    and (occasion.customer_id, occasion.day) in (select customer_id, day from kept_day) -- $region $store $channel $category $grade
),
totalled as (
  select
    at_start.bucket as bucket,
    count(*) as customers_at_start,
    count(lapse.customer_id) as lapsed_customers
  from at_start
  left join lapse on lapse.bucket = at_start.bucket and lapse.customer_id = at_start.customer_id
  group by at_start.bucket
)
select
  bucket,
  customers_at_start,
  lapsed_customers,
  reg_ratio(lapsed_customers, customers_at_start) as churn_rate,
  reg_wilson_low(lapsed_customers, customers_at_start) as churn_rate_low,
  reg_wilson_high(lapsed_customers, customers_at_start) as churn_rate_high
from totalled
order by bucket
