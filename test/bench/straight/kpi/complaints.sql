with counted as (
  select
    reg_bucket($grain, received_on, $from) as bucket,
    1 as complaints,
    0 as orders,
    compensation_amount
  from kept_complaint
  where received_on between $from and $to
  union all
  select
    reg_bucket($grain, day, $from),
    0,
    case when net_amount > 0 then 1 else 0 end,
    null
  from kept_checkout
  where day between $from and $to
)
select
  bucket,
  reg_count(sum(complaints)) as complaints,
  reg_count(sum(orders)) as orders,
  1000 * reg_ratio(sum(complaints), sum(orders)) as complaints_per_1000_orders,
  reg_money(case when sum(complaints) = 0 then 0 else sum(compensation_amount) end) as compensation_amount
from counted
group by bucket
order by bucket
