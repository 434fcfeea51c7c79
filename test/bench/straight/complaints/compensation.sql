with counted as (
  select
    reg_bucket($grain, received_on, $from) as bucket,
    1 as complaints,
    case when compensation_amount > 0 then 1 else 0 end as compensated,
    compensation_amount,
    0 as net_amount
  from kept_case
  where received_on between $from and $to
  union all
  select reg_bucket($grain, day, $from), 0, 0, null, net_amount
  from kept_line
  where day between $from and $to
)
select
  bucket,
  reg_count(sum(complaints)) as complaints,
  count(compensation_amount) as settled,
  reg_count(sum(compensated)) as compensated,
  reg_money(sum(compensation_amount)) as compensation_amount,
  reg_money(sum(compensation_amount) / nullif(count(compensation_amount), 0)) as compensation_per_complaint,
  reg_ratio(sum(compensation_amount), case when sum(net_amount) > 0 then sum(net_amount) end) as share_of_sales
from counted
group by bucket
order by bucket
