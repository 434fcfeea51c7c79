-- Orders as the filters leave them.
select
  order_id,
  day,
  store_id,
  channel,
  customer_id,
  sum(net_amount) as net_amount,
  sum(quantity) as units,
  sum(discount_amount) as discount_amount
from kept_line
group by order_id, day, store_id, channel, customer_id
