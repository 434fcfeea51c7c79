-- The days on which customers bought anything that the filters keep.
select distinct customer_id, day
from kept_checkout
where customer_id is not null
  and net_amount > 0
