-- What each customer spent after the day of the first purchase; returns and what came to nothing left out.
with first_visit as (
  select
    customer_key,
    day
  from visit
  where opens_day
    and previous_day is null
    and customer_key in (select customer_key from customer_in_build)
)
select
  customer_order.customer_key as customer_key,
  reg_money(sum(customer_order.net_amount)) as net_amount
from customer_order
join first_visit
  on first_visit.customer_key = customer_order.customer_key
  and customer_order.day > first_visit.day
where customer_order.is_purchase
group by customer_order.customer_key
