-- One row per order, day, store, channel and customer: a checkout, or what came back of one on a later day.
-- is_purchase is a positive net amount; main_category_key is the category with the largest net amount, the lowest key among equals.
-- shares_day marks the rows of a customer who has more than one on the day.
select
  order_key,
  day,
  store_key,
  channel,
  customer_key,
  max(grade) as grade,
  nullif(
    argMax(coalesce(category_key, 0), cast(net_amount as decimal(38, 4)) * 1000000 - coalesce(category_key, 0)),
    0
  ) as main_category_key,
  reg_money(sum(net_amount)) as net_amount,
  reg_number(sum(units)) as units,
  cast(sum(lines) as integer) as lines,
  reg_money(sum(discount_amount)) as discount_amount,
  reg_money(sum(cost_amount)) as cost_amount,
  reg_money(sum(uncosted_net_amount)) as uncosted_net_amount,
  reg_flag(sum(net_amount) > 0) as is_purchase,
  reg_flag(count(*) over (partition by customer_key, day) > 1) as shares_day
from order_category
where reg_in_build(day)
group by order_key, day, store_key, channel, customer_key
