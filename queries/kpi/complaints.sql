-- How many complaints came in each bucket, in all and per 1,000 orders?
with counted as (
  select
    reg_bucket($grain, received_on, $from) as bucket,
    1 as complaints,
    0 as orders,
    compensation_amount
  from selected_complaint
  where received_on between $from and $to
  union all
  select
    reg_bucket($grain, day, $from),
    0,
    orders,
    cast(null as decimal(18, 4))
  from selected_region_sale
  where day between $from and $to
),
summed as (
  select
    bucket,
    reg_count(sum(complaints)) as complaints,
    reg_count(sum(orders)) as orders,
    reg_money(sum(compensation_amount)) as compensation_amount
  from counted
  group by bucket
)
select
  summed.bucket as bucket,
  case when loaded.has_complaints then summed.complaints end as complaints,
  case when loaded.has_purchases then summed.orders end as orders,
  case when loaded.has_complaints then 1000 * reg_ratio(summed.complaints, summed.orders) end as complaints_per_1000_orders,
  case
    when loaded.has_complaints and summed.complaints = 0 then reg_money(0)
    else summed.compensation_amount
  end as compensation_amount
from summed
cross join loaded
order by bucket
