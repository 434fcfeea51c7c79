with sold as (
  select
    day,
    store_id,
    cast(date_trunc('quarter', day) as date) as quarter,
    sum(net_amount) as net_amount,
    count(case when net_amount > 0 then 1 end) as orders
  from kept_checkout
  where day <= $to
  group by day, store_id
),
visit as (
  select customer_id, day, lag(day) over (partition by customer_id order by day) as previous_day
  from (
    select distinct customer_id, day
    from kept_checkout
    where $measure = 'active_customers'
      and day <= $to
      and customer_id is not null
      and net_amount > 0
  ) as seen
),
came as (
  select
    day,
    count(*) as visitors,
    count(case when previous_day is null or previous_day < date_trunc('quarter', day) then 1 end) as first_of_quarter
  from visit
  group by day
),
daily as (
  select day, sum(net_amount) as net_amount, sum(orders) as orders
  from sold
  group by day
)
select
  'day' as kind,
  cast(null as text) as store_id,
  daily.day as starts_on,
  daily.day as ends_on,
  cast(null as date) as closed_on,
  case $measure
    when 'net_sales' then reg_number(net_amount)
    when 'orders' then reg_number(orders)
    else reg_number(coalesce(first_of_quarter, 0))
  end as value,
  reg_count(orders) as orders,
  visitors
from daily
left join came on came.day = daily.day
union all
select 'store', sold.store_id, min(day), max(day), max(stores.closed_on), null, reg_count(sum(orders)), null
from sold
left join stores on stores.store_id = sold.store_id
group by sold.store_id, sold.quarter
union all
select 'span', null, first_day, least($to, last_day), null, null, null, null
from chain
order by kind, starts_on, store_id
