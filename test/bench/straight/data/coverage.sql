with checkout as (
  select
    day,
    store_id,
    customer_id,
    sum(net_amount) as net_amount,
    count(*) as lines
  from purchases
  where order_id not in (select order_id from purchases where kind = 'cancel')
  group by order_id, day, store_id, channel, customer_id
)
select
  min(day) as first_day,
  max(day) as last_day,
  count(distinct store_id) as stores,
  count(distinct customer_id) as customers,
  reg_count(sum(case when net_amount > 0 then 1 else 0 end)) as orders,
  reg_count(sum(lines)) as lines
from checkout
having count(*) > 0
order by first_day
