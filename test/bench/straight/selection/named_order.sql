-- Where, by whom and what for the orders were that surveys name; the first place and day where they have several.
select order_id, store_id, channel, customer_id, category
from (
  select
    purchases.order_id as order_id,
    purchases.store_id as store_id,
    purchases.channel as channel,
    purchases.customer_id as customer_id,
    products.category as category,
    row_number() over (
      partition by purchases.order_id
      order by purchases.day, purchases.store_id, purchases.channel, purchases.customer_id, sum(purchases.net_amount) desc, products.category
    ) as nth
  from purchases
  left join products on products.product_id = purchases.product_id
  where purchases.order_id in (select order_id from surveys)
    and purchases.order_id not in (select order_id from purchases where kind = 'cancel')
  group by purchases.order_id, purchases.day, purchases.store_id, purchases.channel, purchases.customer_id, products.category
) as ordered
where nth = 1
