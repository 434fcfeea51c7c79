-- What orders hold of each category, as far as the filters keep it.
with chosen as (
  select
    order_key,
    day,
    store_key,
    channel,
    customer_key,
    grade,
    category_key,
    net_amount,
    units,
    discount_amount,
    cost_amount,
    uncosted_net_amount
  from order_category
  where reg_empty($category)
  union all
  select
    order_key,
    day,
    store_key,
    channel,
    customer_key,
    grade,
    category_key,
    net_amount,
    units,
    discount_amount,
    cost_amount,
    uncosted_net_amount
  from order_category
  where not reg_empty($category)
    and (
      (category_key is null and reg_open($category))
      or category_key in (select category_key from category_key where reg_holds($category, category_id))
    )
)
select
  order_key,
  day,
  store_key,
  channel,
  customer_key,
  grade,
  category_key,
  net_amount,
  units,
  discount_amount,
  cost_amount,
  uncosted_net_amount
from chosen
where ((reg_holds($scope, '*') and reg_empty($region) and reg_empty($store)) or store_key in (select store_key from selected_store))
  and (reg_empty($channel) or reg_holds($channel, channel))
  and (reg_empty($grade) or reg_holds($grade, grade))
  and (
    reg_empty($segment)
    or (customer_key is null and reg_open($segment))
    or customer_key in (select customer_key from selected_member)
  )
