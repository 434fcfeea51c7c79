with known as (
  select
    least((select first_day from chain), (select min(received_on) from complaints)) as first_day,
    greatest((select last_day from chain), (select max(received_on) from complaints)) as last_day
),
bucketed as (
  select
    reg_bucket($grain, calendar.day, $from) as bucket,
    max(calendar.day) as ends_on,
    min(case when calendar.day between known.first_day and known.last_day then calendar.day end) as first_known_day,
    bool_and(calendar.day <= $to or calendar.day between $baseline_from and $baseline_to) as is_complete
  from calendar
  cross join known
  where calendar.day between known.first_day - 100 and known.last_day + 100
  group by reg_bucket($grain, calendar.day, $from)
),
counted as (
  select reg_bucket($grain, received_on, $from) as bucket, count(*) as complaints, 0 as orders
  from kept_case
  where received_on <= $to or received_on between $baseline_from and $baseline_to
  group by reg_bucket($grain, received_on, $from)
  union all
  select reg_bucket($grain, day, $from), 0, count(*)
  from kept_checkout
  where net_amount > 0
    and (day <= $to or day between $baseline_from and $baseline_to)
  group by reg_bucket($grain, day, $from)
)
select
  bucketed.bucket as bucket,
  bucketed.bucket >= reg_bucket($grain, $from, $from) and bucketed.first_known_day <= $to as in_period,
  bucketed.bucket >= $baseline_from and bucketed.ends_on <= $baseline_to as in_baseline,
  bucketed.is_complete as is_complete,
  reg_count(coalesce(sum(counted.complaints), 0)) as complaints,
  reg_count(coalesce(sum(counted.orders), 0)) as orders
from bucketed
left join counted on counted.bucket = bucketed.bucket
where bucketed.first_known_day is not null
  and (
    (bucketed.bucket >= reg_bucket($grain, $from, $from) and bucketed.first_known_day <= $to)
    or (bucketed.bucket >= $baseline_from and bucketed.ends_on <= $baseline_to)
  )
group by bucketed.bucket, bucketed.ends_on, bucketed.first_known_day, bucketed.is_complete
order by bucket
