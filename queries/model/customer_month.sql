-- One row per customer and month with an order or a return anywhere in the chain; null what is of a purchase where there is none.
-- first_day  the first purchase day in the month, null without one; since that of all; next_first_day that of the next month with one
-- first_order_day, since_order, next_order_day  likewise the first day with an order or a return of any kind
with active_month as (
  select
    customer_key,
    reg_month(day) as month,
    min(case when is_purchase then day end) as first_day,
    min(day) as first_order_day
  from customer_order
  where customer_key in (select customer_key from customer_in_build)
  group by customer_key, reg_month(day)
)
select
  customer_key,
  month,
  first_day,
  min(first_day) over (partition by customer_key) as since,
  min(first_day) over (
    partition by customer_key order by month rows between 1 following and unbounded following
  ) as next_first_day,
  first_order_day,
  min(first_order_day) over (partition by customer_key) as since_order,
  lead(nullif(first_order_day, null)) over (partition by customer_key order by month) as next_order_day
from active_month
