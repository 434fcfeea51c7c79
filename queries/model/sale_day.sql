-- Additive sales measures by day, store, channel and grade (null: anonymous or without a grade).
select
  day,
  store_key,
  channel,
  grade,
  reg_money(sum(net_amount)) as net_amount,
  reg_money(sum(case when customer_key is not null then net_amount else 0 end)) as identified_net_amount,
  reg_count(sum(case when is_purchase then 1 else 0 end)) as orders,
  reg_number(sum(units)) as units,
  reg_count(sum(lines)) as lines,
  reg_money(sum(discount_amount)) as discount_amount,
  reg_money(sum(cost_amount)) as cost_amount,
  reg_money(sum(uncosted_net_amount)) as uncosted_net_amount
from purchase_order
where reg_in_build(day)
group by day, store_key, channel, grade
