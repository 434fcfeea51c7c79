-- How many customers were active in each bucket, and how many of them were new, known or won back?
-- visiting  who made a purchase in the bucket that the filters keep, and how they came to the bucket: 1 new, 2 won back, 3 neither,
--           as far as that can be told from the purchase and the two before it, else 4
-- opening   for these: the first purchase day in a bucket, wherever it was, when it makes them new or won back. One that
--           only a category filter makes a purchase (the rest of the order was given back for more) has none and counts as returning
with visiting as (
  select
    bucket,
    customer_key,
    min(came) as came
  from (
    select
      bucket,
      customer_key,
      case
        when not reg_holds($scope, '*') or not reg_empty($category) then 4
        when previous_day is null then 1
        when previous_day < starts_on then
          case when date_diff('day', previous_day, day) > $lapse_days then 2 else 3 end
        when second_previous_day is null then 1
        when second_previous_day < starts_on then
          case when date_diff('day', second_previous_day, previous_day) > $lapse_days then 2 else 3 end
        else 4
      end as came
    from (
      select
        reg_bucket($grain, day, $from) as bucket,
        greatest(reg_bucket($grain, day, $from), $from) as starts_on,
        customer_key,
        day,
        previous_day,
        second_previous_day
      from selected_visit
      where not reg_unfiltered($region, $store, $channel, $category, $grade)
        and day between $from and $to
    ) as visit
  ) as seen
  group by bucket, customer_key
),
opening as (
  select
    reg_bucket($grain, day, $from) as bucket,
    customer_key,
    case when previous_day is null then 1 else 2 end as came
  from selected_occasion
  where day between $from and $to
    and (previous_day is null or date_diff('day', previous_day, day) > $lapse_days)
    and (previous_day is null or previous_day < greatest(reg_bucket($grain, day, $from), $from))
    and customer_key in (select customer_key from visiting where came = 4)
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
    coalesce(opening.came, visiting.came) = 1 as is_new,
    coalesce(opening.came, visiting.came) = 2 as is_reactivated
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
