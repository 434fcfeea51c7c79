with checkout as (
  select store_id, channel, sum(net_amount) as net_amount
  from purchases
  where order_id not in (select order_id from purchases where kind = 'cancel')
  group by order_id, day, store_id, channel, customer_id
),
found as (
  select 1 as place, 'region' as dimension, region as member, region as label, cast(null as text) as parent, count(*) as n
  from stores
  where region is not null
  group by region
  union all
  select 2, 'store', stores.store_id, stores.name, stores.region, count(case when net_amount > 0 then 1 end)
  from stores
  left join checkout on checkout.store_id = stores.store_id
  group by stores.store_id, stores.name, stores.region
  union all
  select 3, 'channel', channel, channel, null, count(case when net_amount > 0 then 1 end)
  from checkout
  group by channel
  union all
  select 4, 'category', category, category, null, count(*)
  from products
  where category is not null
  group by category
  union all
  select 5, 'grade', grade, grade, null, count(*)
  from held_grade
  where starts_on <= (select last_day from chain)
    and ends_before > (select last_day from chain)
  group by grade
  union all
  select 6, 'segment', segment, segment, null, count(*)
  from customer_segments
  where segment is not null
  group by segment
)
select dimension, member, label, parent, n
from found
order by place, n desc, member
