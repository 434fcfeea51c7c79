-- One row per order, day, store, channel and customer: what the filters leave of it, at any time.
-- With a category filter an order is the sum of its lines of those categories; of one category that is a portion as it is.
-- shares_day: the customer has another row on the day, or may have one.
with chosen as (
  select
    day,
    store_key,
    channel,
    customer_key,
    grade,
    main_category_key,
    net_amount,
    units,
    discount_amount,
    cost_amount,
    uncosted_net_amount,
    is_purchase,
    shares_day
  from purchase_order
  where reg_empty($category)
    and reg_empty($segment)
  union all
  select
    day,
    store_key,
    channel,
    customer_key,
    grade,
    main_category_key,
    net_amount,
    units,
    discount_amount,
    cost_amount,
    uncosted_net_amount,
    is_purchase,
    shares_day
  from purchase_order
  where reg_empty($category)
    and not reg_empty($segment)
    and (
      (customer_key is null and reg_open($segment))
      or customer_key in (select customer_key from selected_member)
    )
  union all
  select
    day,
    store_key,
    channel,
    customer_key,
    grade,
    category_key as main_category_key,
    net_amount,
    units,
    discount_amount,
    cost_amount,
    uncosted_net_amount,
    reg_flag(net_amount > 0) as is_purchase,
    true as shares_day
  from selected_portion
  where reg_alone($category)
  union all
  select
    day,
    store_key,
    channel,
    customer_key,
    max(grade) as grade,
    argMax(category_key, cast(net_amount as decimal(38, 4)) * 1000000 - category_key) as main_category_key,
    reg_money(sum(net_amount)) as net_amount,
    reg_number(sum(units)) as units,
    reg_money(sum(discount_amount)) as discount_amount,
    reg_money(sum(cost_amount)) as cost_amount,
    reg_money(sum(uncosted_net_amount)) as uncosted_net_amount,
    reg_flag(sum(net_amount) > 0) as is_purchase,
    true as shares_day
  from selected_portion
  where not reg_empty($category)
    and not reg_alone($category)
  group by order_key, day, store_key, channel, customer_key
)
select
  day,
  store_key,
  channel,
  customer_key,
  grade,
  main_category_key,
  net_amount,
  units,
  discount_amount,
  cost_amount,
  uncosted_net_amount,
  is_purchase,
  shares_day
from chosen
where ((reg_holds($scope, '*') and reg_empty($region) and reg_empty($store)) or store_key in (select store_key from selected_store))
  and (reg_empty($channel) or reg_holds($channel, channel))
  and (reg_empty($grade) or reg_holds($grade, grade))
