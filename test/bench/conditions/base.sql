-- The same question to the chain's own tables.
with line as (
  select
    order_id,
    day,
    store_id,
    channel,
    customer_id,
    product_id,
    net_amount
  from purchases
  where customer_id is not null
    and order_id not in (select order_id from purchases where kind = 'cancel')
),
ordered as (
  select customer_id
  from (
    select
      customer_id,
      sum(net_amount) as net_amount
    from line
    group by order_id, day, store_id, channel, customer_id
  ) as checkout
  where net_amount > 0
  group by customer_id
  having count(*) >= $least_orders
),
brought as (
  select customer_id
  from line
  where day >= reg_add_months($as_of + 1, -12)
  group by customer_id
  having sum(net_amount) >= $least_net_sales
),
bought as (
  select customer_id
  from (
    select
      customer_id,
      day
    from line
    where day > $as_of - 90
      and product_id in (select product_id from products where category = $category)
    group by customer_id, day
    having sum(net_amount) > 0
  ) as bought_day
  group by customer_id
  having count(*) >= 2
)
select reg_count(count(*)) as customers
from customers
where home_store_id in (select store_id from stores where region in (select unnest($region)))
  and customer_id in (select customer_id from ordered)
  and customer_id in (select customer_id from brought)
  and customer_id in (select customer_id from bought)
  and customer_id not in (
    select customer_id
    from complaints
    where received_on > $as_of - 180
      and customer_id is not null
  )
