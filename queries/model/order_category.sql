-- What each order holds of each category on each day, cancelled orders left out.
-- One row per order, day, store, channel, customer and category; category_key, customer_key and grade may be null.
-- cost_amount covers the lines whose cost is known, from the line or from the product, and is null when there are none;
-- uncosted_net_amount is the net amount of the other lines.
-- quarter_hour  time zones are slow to reckon with, and no clock in the world turns to another day within a quarter of an hour
-- repeated      orders in which a category comes more than once: most lines are alone in theirs and need not be grouped
-- held          grades that were held on any of the days
with quarter_hour as (
  select
    starts_at,
    reg_day(starts_at) as day
  from (
    select distinct reg_quarter_hour(ordered_at) as starts_at
    from purchases
  ) as quarter_hour_seen
),
repeated as (
  select distinct order_key
  from (
    select
      reg_order_key(purchases.order_id) as order_key,
      products.category as category
    from purchases
    left join products on products.product_id = purchases.product_id
  ) as line_seen
  group by order_key, category
  having count(*) > 1
),
held as (
  select
    customer_key,
    grade,
    starts_on,
    ends_before
  from grade_span
  where starts_on <= (select max(day) from quarter_hour)
    and ends_before > (select min(day) from quarter_hour)
),
line as (
  select
    reg_order_key(purchases.order_id) as order_key,
    quarter_hour.day as day,
    store_key.store_key as store_key,
    purchases.channel as channel,
    customer_key.customer_key as customer_key,
    category_key.category_key as category_key,
    purchases.quantity as quantity,
    purchases.net_amount as net_amount,
    purchases.discount_amount as discount_amount,
    coalesce(purchases.cost_amount, reg_cost(purchases.quantity, products.unit_cost)) as cost_amount,
    repeated.order_key is not null as is_repeated
  from purchases
  join quarter_hour on quarter_hour.starts_at = reg_quarter_hour(purchases.ordered_at)
  join store_key on store_key.store_id = purchases.store_id
  left join customer_key on customer_key.customer_id = purchases.customer_id
  left join products on products.product_id = purchases.product_id
  left join category_key on category_key.category_id = products.category
  left join repeated on repeated.order_key = reg_order_key(purchases.order_id)
  where purchases.order_id not in (select order_id from cancelled_order)
),
portion as (
  select
    order_key,
    day,
    store_key,
    channel,
    customer_key,
    category_key,
    net_amount,
    reg_number(quantity) as units,
    cast(1 as integer) as lines,
    discount_amount,
    cost_amount,
    reg_money(case when cost_amount is null then net_amount else 0 end) as uncosted_net_amount
  from line
  where not is_repeated
  union all
  select
    order_key,
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
    reg_money(sum(case when cost_amount is null then net_amount else 0 end)) as uncosted_net_amount
  from line
  where is_repeated
  group by order_key, day, store_key, channel, customer_key, category_key
)
select
  portion.order_key as order_key,
  portion.day as day,
  portion.store_key as store_key,
  portion.channel as channel,
  portion.customer_key as customer_key,
  held.grade as grade,
  portion.category_key as category_key,
  portion.net_amount as net_amount,
  portion.units as units,
  portion.lines as lines,
  portion.discount_amount as discount_amount,
  portion.cost_amount as cost_amount,
  portion.uncosted_net_amount as uncosted_net_amount
from portion
left join held
  on held.customer_key = portion.customer_key
  and held.starts_on <= portion.day
  and held.ends_before > portion.day
