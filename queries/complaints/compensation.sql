-- What did complaints cost in compensation, each and against sales?
with counted as (
  select
    reg_bucket($grain, received_on, $from) as bucket,
    1 as complaints,
    case when compensation_amount > 0 then 1 else 0 end as compensated,
    compensation_amount,
    reg_money(0) as net_amount
  from selected_case
  where received_on between $from and $to
  union all
  select
    reg_bucket($grain, day, $from),
    0,
    0,
    cast(null as decimal(18, 4)),
    net_amount
  from selected_region_sale
  where day between $from and $to
),
summed as (
  select
    bucket,
    reg_count(sum(complaints)) as complaints,
    reg_count(count(compensation_amount)) as settled,
    reg_count(sum(compensated)) as compensated,
    sum(compensation_amount) as compensation_amount,
    sum(net_amount) as net_amount
  from counted
  group by bucket
)
select
  summed.bucket as bucket,
  case when loaded.has_complaints then summed.complaints end as complaints,
  case when loaded.has_complaints then summed.settled end as settled,
  case when loaded.has_complaints then summed.compensated end as compensated,
  reg_money(summed.compensation_amount) as compensation_amount,
  reg_money(summed.compensation_amount / nullif(summed.settled, 0)) as compensation_per_complaint,
  reg_ratio(summed.compensation_amount, case when summed.net_amount > 0 then summed.net_amount end) as share_of_sales
from summed
cross join loaded
order by bucket
