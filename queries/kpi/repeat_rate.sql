-- Of the customers who bought in the twelve months to the end of each bucket, how many bought on two days or more?
-- matching  purchase days that the filters keep, with the two before
-- The first matching day of a customer in the window counts the customer, the second one the repeat customer.
with year_to as (
  select
    bucket,
    ends_on,
    reg_add_months(ends_on + 1, -12) as starts_on
  from selected_bucket
),
matching as (
  select
    customer_key,
    day,
    previous_day,
    second_previous_day
  from selected_occasion
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and day between reg_add_months($from, -12) and $to
  union all
  select
    customer_key,
    day,
    lag(nullif(day, null)) over (partition by customer_key order by day) as previous_day,
    lag(nullif(day, null), 2) over (partition by customer_key order by day) as second_previous_day
  from (
    select distinct
      customer_key,
      day
    from selected_visit
    where not reg_unfiltered($region, $store, $channel, $category, $grade)
      and day between reg_add_months($from, -12) and $to
  ) as matching_day
),
counted as (
  select
    year_to.bucket as bucket,
    reg_count(sum(case when matching.previous_day >= year_to.starts_on then 0 else 1 end)) as customers,
    reg_count(sum(case when matching.previous_day >= year_to.starts_on then 1 else 0 end)) as repeat_customers
  from year_to
  cross join matching
  where matching.day <= year_to.ends_on
    and matching.day >= year_to.starts_on
    and (matching.second_previous_day is null or matching.second_previous_day < year_to.starts_on)
  group by year_to.bucket
)
select
  bucket,
  customers,
  repeat_customers,
  reg_ratio(repeat_customers, customers) as repeat_rate,
  reg_wilson_low(repeat_customers, customers) as repeat_rate_low,
  reg_wilson_high(repeat_customers, customers) as repeat_rate_high
from counted
order by bucket
