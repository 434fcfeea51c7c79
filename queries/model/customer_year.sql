-- What each customer bought in the twelve months that end with the data; whoever only returned something has the amounts alone.
-- occasions are days with a purchase; net_amount includes returns. Costs as in order_category.
with last_year as (
  select reg_add_months(last_day + 1, -12) as first_day
  from data_span
),
occasion as (
  select
    customer_key,
    max(day) as last_purchase_on,
    count(*) as occasions
  from visit
  where opens_day
    and day >= (select first_day from last_year)
    and customer_key in (select customer_key from shopper_in_build)
  group by customer_key
),
sold as (
  select
    customer_key,
    sum(case when is_purchase then 1 else 0 end) as orders,
    sum(net_amount) as net_amount,
    sum(uncosted_net_amount) as uncosted_net_amount,
    sum(cost_amount) as cost_amount
  from customer_order
  where day >= (select first_day from last_year)
    and customer_key in (select customer_key from shopper_in_build)
  group by customer_key
)
select
  sold.customer_key as customer_key,
  occasion.last_purchase_on as last_purchase_on,
  reg_count(coalesce(occasion.occasions, 0)) as occasions,
  reg_count(sold.orders) as orders,
  reg_money(sold.net_amount) as net_amount,
  reg_money(sold.uncosted_net_amount) as uncosted_net_amount,
  reg_money(sold.cost_amount) as cost_amount
from sold
left join occasion on occasion.customer_key = sold.customer_key
