with occasion as (
  select
    customer_id,
    day,
    lag(day) over (partition by customer_id order by day) as previous_day
  from purchase_day
),
opening as (
  select
    reg_bucket($grain, day, $from) as bucket,
    customer_id,
    min(day) as day,
    min(previous_day) as previous_day,
    count(*) > count(previous_day) as is_new
  from occasion
  where day between $from and $to
  group by reg_bucket($grain, day, $from), customer_id
),
active as (
  select distinct
    reg_bucket($grain, day, $from) as bucket,
    customer_id
  from kept_checkout
  where day between $from and $to
    and customer_id is not null
    and net_amount > 0
)
select
  active.bucket as bucket,
  count(*) as active_customers,
  reg_count(sum(case when is_new then 1 else 0 end)) as new_customers,
  reg_count(sum(case when is_new then 0 else 1 end)) as returning_customers,
  case
    when $reactivated = 'counted' then reg_count(sum(case when not is_new and day - previous_day > $lapse_days then 1 else 0 end))
  end as reactivated_customers
from active
left join opening on opening.bucket = active.bucket and opening.customer_id = active.customer_id
group by active.bucket
order by bucket
