-- Orders that count nowhere.
select distinct order_id
from purchases
where kind = 'cancel'
  and order_id not in (select order_id from cancelled_order)
