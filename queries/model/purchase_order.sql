-- One row per order, day, store, channel and customer: a checkout, or what came back of one on a later day.
-- is_purchase is a positive net amount; main_category_key is the category with the largest net amount, the lowest key among equals.
-- shares_day marks the rows of a customer who has more than one on the day, and all that name no customer.
with checkout as (
  select
    order_key,
    day,
    store_key,
    channel,
    customer_key,
    max(grade) as grade,
    nullif(
      argMax(coalesce(category_key, 0), reg_number(net_amount) * 1000000 - coalesce(category_key, 0)),
      0
    ) as main_category_key,
    reg_money(sum(net_amount)) as net_amount,
    reg_number(sum(units)) as units,
    cast(sum(lines) as integer) as lines,
    reg_money(sum(discount_amount)) as discount_amount,
    reg_money(sum(cost_amount)) as cost_amount,
    reg_money(sum(uncosted_net_amount)) as uncosted_net_amount,
    reg_flag(sum(net_amount) > 0) as is_purchase
  from order_category
  where reg_in_build(day)
  group by order_key, day, store_key, channel, customer_key
),
shared as (
  select customer_key, day
  from checkout
  where customer_key is not null
  group by customer_key, day
  having count(*) > 1
)
select
  checkout.order_key as order_key,
  checkout.day as day,
  checkout.store_key as store_key,
  checkout.channel as channel,
  checkout.customer_key as customer_key,
  checkout.grade as grade,
  checkout.main_category_key as main_category_key,
  checkout.net_amount as net_amount,
  checkout.units as units,
  checkout.lines as lines,
  checkout.discount_amount as discount_amount,
  checkout.cost_amount as cost_amount,
  checkout.uncosted_net_amount as uncosted_net_amount,
  checkout.is_purchase as is_purchase,
  reg_flag(checkout.customer_key is null or shared.day is not null) as shares_day
from checkout
left join shared
  on shared.customer_key = checkout.customer_key
  and shared.day = checkout.day
