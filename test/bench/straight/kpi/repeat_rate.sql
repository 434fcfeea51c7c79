with matching as (
  select distinct
    customer_id,
    day
  from kept_checkout
  where day between reg_add_months($from, -12) and $to
    and customer_id is not null
    and net_amount > 0
),
counted as (
  select
    bucket.bucket as bucket,
    matching.customer_id as customer_id,
    count(*) as days
  from span_of_bucket as bucket
  join matching
    on matching.day >= reg_add_months(bucket.ends_on + 1, -12)
    and matching.day <= bucket.ends_on
  group by bucket.bucket, matching.customer_id
),
totalled as (
  select
    bucket,
    count(*) as customers,
    reg_count(sum(case when days >= 2 then 1 else 0 end)) as repeat_customers
  from counted
  group by bucket
)
select
  bucket,
  customers,
  repeat_customers,
  reg_ratio(repeat_customers, customers) as repeat_rate,
  reg_wilson_low(repeat_customers, customers) as repeat_rate_low,
  reg_wilson_high(repeat_customers, customers) as repeat_rate_high
from totalled
order by bucket
