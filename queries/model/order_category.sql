-- What each order holds of each category on each day, cancelled orders left out.
-- One row per order, day, store, channel, customer and category; category_key, customer_key and grade may be null.
-- cost_amount and costed_net_amount cover the lines whose cost is known, from the line or from the product.
with line as (
  select
    purchases.order_id as order_id,
    reg_day(purchases.ordered_at) as day,
    store_key.store_key as store_key,
    purchases.channel as channel,
    customer_key.customer_key as customer_key,
    category_key.category_key as category_key,
    purchases.quantity as quantity,
    purchases.net_amount as net_amount,
    purchases.discount_amount as discount_amount,
    coalesce(purchases.cost_amount, reg_cost(purchases.quantity, products.unit_cost)) as cost_amount
  from purchases
  join store_key on store_key.store_id = purchases.store_id
  left join customer_key on customer_key.customer_id = purchases.customer_id
  left join products on products.product_id = purchases.product_id
  left join category_key on category_key.category_id = products.category
  where purchases.order_id not in (select order_id from cancelled_order)
),
portion as (
  select
    order_id,
    day,
    store_key,
    channel,
    customer_key,
    category_key,
    reg_money(sum(net_amount)) as net_amount,
    reg_number(sum(quantity)) as units,
    cast(count(*) as integer) as lines,
    reg_money(sum(discount_amount)) as discount_amount,
    reg_money(sum(cost_amount)) as cost_amount,
    reg_money(sum(case when cost_amount is not null then net_amount end)) as costed_net_amount
  from line
  group by order_id, day, store_key, channel, customer_key, category_key
)
select
  reg_order_key(portion.order_id) as order_key,
  portion.day as day,
  portion.store_key as store_key,
  portion.channel as channel,
  portion.customer_key as customer_key,
  grade_span.grade as grade,
  portion.category_key as category_key,
  portion.net_amount as net_amount,
  portion.units as units,
  portion.lines as lines,
  portion.discount_amount as discount_amount,
  portion.cost_amount as cost_amount,
  portion.costed_net_amount as costed_net_amount
from portion
left join grade_span
  on grade_span.customer_key = portion.customer_key
  and grade_span.starts_on <= portion.day
  and grade_span.ends_before > portion.day
