-- How many complaints and orders fell into each whole bucket of the baseline and of the period?
-- known  the days on which anything is on record; a bucket is complete when all of its days were asked for
with known as (
  select
    min(first_day) as first_day,
    max(last_day) as last_day
  from (
    select first_day, last_day from data_span
    union all
    select first_day, last_day from table_profile where table_name = 'complaints'
  ) as recorded
),
bucketed as (
  select
    reg_bucket($grain, calendar.day, $from) as bucket,
    max(calendar.day) as last_day,
    min(case when calendar.day between known.first_day and known.last_day then calendar.day end) as first_known_day,
    count(case when calendar.day <= $to or calendar.day between $baseline_from and $baseline_to then 1 end) = count(*) as is_complete
  from calendar
  cross join known
  where calendar.day >= known.first_day - 100
    and calendar.day <= known.last_day + 100
  group by reg_bucket($grain, calendar.day, $from)
),
chosen as (
  select
    bucket,
    is_complete,
    bucket >= reg_bucket($grain, $from, $from) and first_known_day <= $to as in_period,
    bucket >= $baseline_from and last_day <= $baseline_to as in_baseline
  from bucketed
  where first_known_day is not null
),
counted as (
  select
    received_on as day,
    1 as complaints,
    0 as orders
  from selected_case
  union all
  select
    day,
    0,
    orders
  from selected_region_sale
),
summed as (
  select
    reg_bucket($grain, day, $from) as bucket,
    sum(complaints) as complaints,
    sum(orders) as orders
  from counted
  where day <= $to
    or day between $baseline_from and $baseline_to
  group by reg_bucket($grain, day, $from)
)
select
  chosen.bucket as bucket,
  reg_flag(chosen.in_period) as in_period,
  reg_flag(chosen.in_baseline) as in_baseline,
  reg_flag(chosen.is_complete) as is_complete,
  case when loaded.has_complaints then reg_count(coalesce(summed.complaints, 0)) end as complaints,
  case when loaded.has_purchases then reg_count(coalesce(summed.orders, 0)) end as orders
from chosen
cross join loaded
left join summed on summed.bucket = chosen.bucket
where chosen.in_period
  or chosen.in_baseline
order by chosen.bucket
