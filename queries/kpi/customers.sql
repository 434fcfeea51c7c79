-- How many customers were active in each bucket, and how many of them were new, known or won back?
-- visiting  who made a purchase in the bucket that the filters keep; one that only a category filter makes a purchase
--           (the rest of the order was given back for more) has no opening and counts as returning
--           is_new by the days that a visit knows; unknown with a category filter
-- newcomer  who of them is new, with a category filter
-- opening   the first purchase day of these customers in a bucket, wherever it was, when it makes them won back, or, for people who
--           see only some stores, new
-- won_back  of one region: who was won back by a purchase there, or elsewhere and came there later in the bucket
-- active    where steps tell, the first purchase day in a bucket counts a customer; who is new to the chain and came to the one
--           region in the same bucket is new there
with visiting as (
  select distinct
    reg_bucket($grain, day, $from) as bucket,
    customer_key,
    first_day >= greatest(reg_bucket($grain, day, $from), $from) as is_new
  from selected_visit
  where not reg_stepped($region, $store, $channel, $category, $grade, $segment, $scope)
    and day between $from and $to
),
newcomer as (
  select
    bucket,
    customer_key
  from (
    select
      reg_bucket($grain, first_purchase_on, $from) as bucket,
      customer_key
    from customer
    where first_purchase_on between $from and $to
  ) as arrival
  where not reg_empty($category)
    and reg_holds($scope, '*')
    and (bucket, customer_key) in (select bucket, customer_key from visiting)
),
bucket_day as (
  select
    day,
    reg_bucket($grain, day, $from) as bucket,
    greatest(reg_bucket($grain, day, $from), $from) as starts_on,
    max(day) over (partition by reg_bucket($grain, day, $from)) as ends_on
  from calendar
  where day between $from and $to
),
opening as (
  select
    bucket_day.bucket as bucket,
    occasion.customer_key as customer_key,
    occasion.previous_day is null as is_new,
    occasion.previous_day is not null as is_reactivated
  from selected_occasion as occasion
  join bucket_day on bucket_day.day = occasion.day
  where not reg_stepped($region, $store, $channel, $category, $grade, $segment, $scope)
    and occasion.day between $from and $to
    and (not reg_holds($scope, '*') or $reactivated = 'counted')
    and (occasion.previous_day is null or $reactivated = 'counted')
    and (occasion.previous_day is not null or not reg_holds($scope, '*'))
    and (occasion.previous_day is null or occasion.previous_day < occasion.day - $lapse_days)
    and (occasion.previous_day is null or occasion.previous_day < bucket_day.starts_on)
    and (bucket_day.bucket, occasion.customer_key) in (select bucket, customer_key from visiting)
),
won_back as (
  select
    bucket_day.bucket as bucket,
    visit.customer_key as customer_key
  from selected_visit as visit
  join bucket_day on bucket_day.day = visit.day
  where not reg_unfiltered($region, $store, $channel, $category, $grade)
    and reg_stepped($region, $store, $channel, $category, $grade, $segment, $scope)
    and $reactivated = 'counted'
    and visit.day between $from and $to
    and visit.previous_day < visit.day - $lapse_days
    and visit.previous_day < bucket_day.starts_on
  union distinct
  select
    bucket_day.bucket as bucket,
    occasion.customer_key as customer_key
  from selected_occasion as occasion
  join bucket_day on bucket_day.day = occasion.day
  where not reg_unfiltered($region, $store, $channel, $category, $grade)
    and reg_stepped($region, $store, $channel, $category, $grade, $segment, $scope)
    and $reactivated = 'counted'
    and occasion.day between $from and $to
    and occasion.next_day <= bucket_day.ends_on
    and occasion.previous_day < occasion.day - $lapse_days
    and occasion.previous_day < bucket_day.starts_on
    and (bucket_day.bucket, occasion.customer_key) in (
      select
        later_day.bucket as bucket,
        visit.customer_key as customer_key
      from selected_visit as visit
      join bucket_day as later_day on later_day.day = visit.day
      where visit.day between $from and $to
        and visit.previous_day >= later_day.starts_on
    )
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
    reg_count(0) as new_customers,
    reg_count(count(*)) as reactivated_customers
  from won_back
  group by bucket
  union all
  select
    bucket,
    reg_count(count(*)) as customers,
    reg_count(count(case when is_new and reg_holds($scope, '*') then 1 end)) as new_customers,
    reg_count(0) as reactivated_customers
  from visiting
  where not reg_stepped($region, $store, $channel, $category, $grade, $segment, $scope)
  group by bucket
  union all
  select
    bucket,
    reg_count(0) as customers,
    reg_count(count(*)) as new_customers,
    reg_count(0) as reactivated_customers
  from newcomer
  group by bucket
  union all
  select
    bucket,
    reg_count(0) as customers,
    reg_count(sum(case when is_new then 1 else 0 end)) as new_customers,
    reg_count(sum(case when is_reactivated then 1 else 0 end)) as reactivated_customers
  from opening
  where not reg_stepped($region, $store, $channel, $category, $grade, $segment, $scope)
  group by bucket
)
select
  bucket,
  reg_count(sum(customers)) as active_customers,
  reg_count(sum(new_customers)) as new_customers,
  reg_count(sum(customers) - sum(new_customers)) as returning_customers,
  case when $reactivated = 'counted' then reg_count(sum(reactivated_customers)) end as reactivated_customers
from active
group by bucket
order by bucket
