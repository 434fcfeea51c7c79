-- How many customers were active in each bucket, and how many of them were new, known or won back?
-- visiting  who made a purchase in the bucket that the filters keep; one that only a category filter makes a purchase
--           (the rest of the order was given back for more) has no opening and counts as returning
-- opening   the first purchase day of these customers in a bucket, wherever it was, when it makes them new or won back
with visiting as (
  select distinct
    reg_bucket($grain, day, $from) as bucket,
    customer_key
  from selected_visit
  where day between $from and $to
),
opening as (
  select
    reg_bucket($grain, day, $from) as bucket,
    customer_key,
    previous_day is null as is_new,
    previous_day is not null as is_reactivated
  from selected_occasion
  where not reg_unfiltered($region, $store, $channel, $category, $grade)
    and day between $from and $to
    and (previous_day is null or previous_day + $lapse_days < day)
    and (previous_day is null or previous_day < greatest(reg_bucket($grain, day, $from), $from))
    and customer_key in (select customer_key from visiting)
),
active as (
  select
    reg_bucket($grain, next_day, $from) as bucket,
    customers,
    day is null as is_new,
    date_diff('day', day, next_day) > $lapse_days as is_reactivated
  from selected_step
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and steps = 1
    and next_day between $from and $to
    and (day is null or day < greatest(reg_bucket($grain, next_day, $from), $from))
  union all
  select
    visiting.bucket as bucket,
    reg_count(1) as customers,
    opening.is_new as is_new,
    opening.is_reactivated as is_reactivated
  from visiting
  left join opening
    on opening.bucket = visiting.bucket
    and opening.customer_key = visiting.customer_key
  where not reg_unfiltered($region, $store, $channel, $category, $grade)
)
select
  bucket,
  reg_count(sum(customers)) as active_customers,
  reg_count(sum(case when is_new then customers else 0 end)) as new_customers,
  reg_count(sum(case when is_new then 0 else customers end)) as returning_customers,
  reg_count(sum(case when is_reactivated then customers else 0 end)) as reactivated_customers
from active
group by bucket
order by bucket
