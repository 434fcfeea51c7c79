-- Who made a purchase in a bucket that the filters keep, and after how many days without one the customer came to the bucket by the
-- first purchase in it, wherever that was; null for who had never bought before, 0 for who has no purchase day in it, as when only
-- a category filter makes a purchase (the rest of the order was given back for more).
-- visiting  gap: told from the purchase and the two before it, -1 without any before; null where they do not reach back far enough
with visiting as (
  select
    bucket,
    customer_key,
    min(
      case
        when not reg_holds($scope, '*') or not reg_empty($category) then null
        when previous_day is null then -1
        when previous_day < starts_on then date_diff('day', previous_day, day)
        when second_previous_day is null then -1
        when second_previous_day < starts_on then date_diff('day', second_previous_day, previous_day)
      end
    ) as gap
  from (
    select
      reg_bucket($grain, day, $from) as bucket,
      greatest(reg_bucket($grain, day, $from), $from) as starts_on,
      customer_key,
      day,
      previous_day,
      second_previous_day
    from selected_visit
    where day between $from and $to
  ) as visit
  group by bucket, customer_key
),
opening as (
  select
    reg_bucket($grain, day, $from) as bucket,
    customer_key,
    coalesce(date_diff('day', previous_day, day), -1) as gap
  from selected_occasion
  where day between $from and $to
    and (previous_day is null or previous_day < greatest(reg_bucket($grain, day, $from), $from))
    and customer_key in (select customer_key from visiting where gap is null)
)
select
  visiting.bucket as bucket,
  visiting.customer_key as customer_key,
  nullif(coalesce(visiting.gap, opening.gap, 0), -1) as gap_days
from visiting
left join opening
  on opening.bucket = visiting.bucket
  and opening.customer_key = visiting.customer_key
