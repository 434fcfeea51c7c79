-- Orders that name the campaign they are credited to, as far as their lines name it, cancelled orders left out; customer_key may
-- be null. Costs as in order_category.
with line as (
  select
    purchases.campaign_id as campaign_id,
    reg_order_key(purchases.order_id) as order_key,
    reg_day(purchases.ordered_at) as day,
    store_key.store_key as store_key,
    customer_key.customer_key as customer_key,
    purchases.net_amount as net_amount,
    coalesce(purchases.cost_amount, reg_cost(purchases.quantity, products.unit_cost)) as cost_amount
  from purchases
  join store_key on store_key.store_id = purchases.store_id
  left join customer_key on customer_key.customer_id = purchases.customer_id
  left join products on products.product_id = purchases.product_id
  where purchases.campaign_id is not null
    and purchases.order_id not in (select order_id from cancelled_order)
)
select
  campaign_id,
  order_key,
  day,
  store_key,
  customer_key,
  reg_money(sum(net_amount)) as net_amount,
  reg_money(sum(case when cost_amount is null then net_amount else 0 end)) as uncosted_net_amount,
  reg_money(sum(cost_amount)) as cost_amount
from line
group by campaign_id, order_key, day, store_key, customer_key
