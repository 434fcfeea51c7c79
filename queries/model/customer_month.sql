-- One row per customer and month with a purchase anywhere in the chain.
-- first_day  the first purchase day in the month; since that of all; next_first_day that of the next month with a purchase
with active_month as (
  select
    customer_key,
    reg_month(day) as month,
    min(day) as first_day
  from visit
  where customer_key in (select customer_key from customer_in_build)
  group by customer_key, reg_month(day)
)
select
  customer_key,
  month,
  first_day,
  min(first_day) over (partition by customer_key) as since,
  lead(nullif(first_day, null)) over (partition by customer_key order by month) as next_first_day
from active_month
