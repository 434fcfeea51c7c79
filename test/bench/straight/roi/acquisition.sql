with last_known as (
  select least($to, last_day) as day
  from chain
),
first_purchase as (
  select customer_id, min(day) as day
  from any_checkout
  where net_amount > 0
    and customer_id in (select customer_id from kept_customer)
  group by customer_id
),
matured as (
  select first_purchase.customer_id as customer_id, sum(any_checkout.margin) as margin
  from first_purchase
  join any_checkout
    on any_checkout.customer_id = first_purchase.customer_id
    and any_checkout.day < reg_add_months(first_purchase.day, 12)
  where first_purchase.day <= reg_add_months((select day from last_known), -12)
    and first_purchase.day > reg_add_months((select day from last_known), -24)
  group by first_purchase.customer_id
)
select
  (select count(*) from first_purchase where day between $from and $to) as new_customers,
  (select sum(cost) from shared_cost where month between $from and $to and kind in ('media', 'incentive', 'contact')) as acquisition_cost,
  count(*) as matured_customers,
  sum(margin) as first_year_margin,
  sum(margin * margin) as first_year_squares,
  (select avg(clv) from first_purchase join prediction using (customer_id) where day between $from and $to) as model_clv
from matured
order by new_customers
