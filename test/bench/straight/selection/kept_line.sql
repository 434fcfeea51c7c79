-- The purchase lines that count and that the filters keep.
select
  line.order_id as order_id,
  line.day as day,
  line.store_id as store_id,
  line.channel as channel,
  line.customer_id as customer_id,
  line.product_id as product_id,
  line.quantity as quantity,
  line.net_amount as net_amount,
  line.discount_amount as discount_amount,
  line.cost_amount as cost_amount
from purchases as line
where line.order_id not in (select order_id from purchases where kind = 'cancel')
  and line.store_id in (select store_id from stores where region in (select unnest($region)))
  and line.store_id in (select unnest($store))
  and line.channel in (select unnest($channel))
  and line.product_id in (select product_id from products where category in (select unnest($category)))
  and line.customer_id in (select customer_id from customer_segments where segment in (select unnest($segment)))
  and exists (select 1 from held_grade where held_grade.customer_id = line.customer_id and starts_on <= line.day and ends_before > line.day and grade in (select unnest($grade)))
