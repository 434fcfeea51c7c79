-- Orders that count nowhere.
select distinct order_id
from purchases
where kind = 'cancel'
