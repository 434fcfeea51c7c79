-- How many customers were active in each bucket, and how many of them were new, known or won back?
-- visiting  who made a purchase in the bucket that the filters keep; one that only a category filter makes a purchase
--           (the rest of the order was given back for more) has no opening and counts as returning
-- opening   the first purchase day of these customers in a bucket, wherever it was, when it makes them new or won back
-- active    where steps tell, the first purchase day in a bucket counts a customer; who is new to the chain and came to the one
--           region in the same bucket is new there, and who was won back is looked for
with visiting as (
  select distinct
    reg_bucket($grain, day, $from) as bucket,
    customer_key
  from selected_visit
  where not reg_unfiltered($region, $store, $channel, $category, $grade)
    and day between $from and $to
),
opening as (
  select
    reg_bucket($grain, day, $from) as bucket,
    customer_key,
    case when previous_day is null then 1 else 0 end as new_customers,
    case when previous_day is null then 0 else 1 end as reactivated_customers
  from selected_occasion
  where not reg_unfiltered($region, $store, $channel, $category, $grade)
    and (not reg_stepped($region, $store, $channel, $category, $grade, $segment, $scope) or previous_day is not null)
    and day between $from and $to
    and (previous_day is null or previous_day + $lapse_days < day)
    and (previous_day is null or previous_day < greatest(reg_bucket($grain, day, $from), $from))
    and (reg_bucket($grain, day, $from), customer_key) in (select bucket, customer_key from visiting)
),
active as (
  select
    reg_bucket($grain, next_day, $from) as bucket,
    customers,
    case when day is null and reg_unfiltered($region, $store, $channel, $category, $grade) then customers else 0 end as new_customers,
    case when date_diff('day', day, next_day) > $lapse_days and reg_unfiltered($region, $store, $channel, $category, $grade) then customers else 0 end as reactivated_customers
  from selected_kept_step
  where steps = 1
    and next_day between $from and $to
    and (day is null or day < greatest(reg_bucket($grain, next_day, $from), $from))
  union all
  select
    reg_bucket($grain, next_day, $from) as bucket,
    reg_count(0) as customers,
    customers as new_customers,
    0 as reactivated_customers
  from selected_region_step
  where aspect = 'new'
    and day between $from and $to
    and next_day between $from and $to
    and reg_bucket($grain, next_day, $from) = reg_bucket($grain, day, $from)
  union all
  select
    bucket,
    reg_count(0) as customers,
    new_customers,
    reactivated_customers
  from opening
  where reg_stepped($region, $store, $channel, $category, $grade, $segment, $scope)
  union all
  select
    visiting.bucket as bucket,
    reg_count(1) as customers,
    coalesce(opening.new_customers, 0) as new_customers,
    coalesce(opening.reactivated_customers, 0) as reactivated_customers
  from visiting
  left join opening
    on opening.bucket = visiting.bucket
    and opening.customer_key = visiting.customer_key
  where not reg_stepped($region, $store, $channel, $category, $grade, $segment, $scope)
)
select
  bucket,
  reg_count(sum(customers)) as active_customers,
  reg_count(sum(new_customers)) as new_customers,
  reg_count(sum(customers) - sum(new_customers)) as returning_customers,
  reg_count(sum(reactivated_customers)) as reactivated_customers
from active
group by bucket
order by bucket
