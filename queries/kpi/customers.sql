-- How many customers were active in each bucket, and how many of them were new, known or won back?
with active as (
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
    bucket,
    reg_count(count(*)) as customers,
    gap_days is null as is_new,
    gap_days > $lapse_days as is_reactivated
  from selected_arrival
  where not reg_unfiltered($region, $store, $channel, $category, $grade)
  group by bucket, gap_days is null, gap_days > $lapse_days
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
