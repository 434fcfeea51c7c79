-- The days on which customers bought anything anywhere in the chain.
select distinct
  customer_id,
  day
from (
  select
    customer_id,
    day
  from purchases
  where customer_id is not null
    and order_id not in (select order_id from purchases where kind = 'cancel')
    and customer_id in (select customer_id from customer_segments where segment in (select unnest($segment)))
  group by order_id, day, store_id, channel, customer_id
  having sum(net_amount) > 0
) as purchase
