with line as (
  select
    kept_line.*,
    kept_line.net_amount - coalesce(kept_line.cost_amount, reg_cost(kept_line.quantity, products.unit_cost)) as margin
  from kept_line
  left join products on products.product_id = kept_line.product_id
  where kept_line.day between $from and $to
),
checkout as (
  select
    day,
    customer_id,
    sum(net_amount) as net_amount,
    sum(quantity) as units,
    sum(discount_amount) as discount_amount,
    sum(margin) as margin
  from line
  group by order_id, day, store_id, channel, customer_id
)
select
  reg_bucket($grain, day, $from) as bucket,
  reg_money(sum(net_amount)) as net_sales,
  reg_money(sum(case when customer_id is not null then net_amount else 0 end)) as identified_net_sales,
  reg_ratio(sum(case when customer_id is not null then net_amount else 0 end), sum(net_amount)) as identified_share,
  reg_count(sum(case when net_amount > 0 then 1 else 0 end)) as orders,
  sum(units) as units,
  reg_ratio(sum(units), sum(case when net_amount > 0 then 1 else 0 end)) as units_per_order,
  reg_ratio(sum(net_amount), sum(case when net_amount > 0 then 1 else 0 end)) as average_order_value,
  reg_money(sum(discount_amount)) as discount_amount,
  reg_money(sum(margin)) as gross_margin
from checkout
group by reg_bucket($grain, day, $from)
order by bucket
