-- The purchase days of each customer anywhere in the chain, with those before and after.
select
  customer_id,
  day,
  lag(day) over (partition by customer_id order by day) as previous_day,
  lead(day) over (partition by customer_id order by day) as next_day
from purchase_day
