-- Additive sales measures by day, store, channel and grade; several rows for one of these where a filter needs single orders.
select
  day,
  store_key,
  channel,
  grade,
  net_amount,
  identified_net_amount,
  orders,
  units,
  discount_amount,
  cost_amount,
  uncosted_net_amount
from sale_day
where reg_empty($category)
  and reg_empty($segment)
  and ((reg_holds($scope, '*') and reg_empty($region) and reg_empty($store)) or store_key in (select store_key from selected_store))
  and (reg_empty($channel) or reg_holds($channel, channel))
  and (reg_empty($grade) or reg_holds($grade, grade))
union all
select
  day,
  store_key,
  channel,
  grade,
  net_amount,
  case when customer_key is not null then net_amount else reg_money(0) end as identified_net_amount,
  reg_count(case when is_purchase then 1 else 0 end) as orders,
  units,
  discount_amount,
  cost_amount,
  uncosted_net_amount
from selected_order
where not (reg_empty($category) and reg_empty($segment))
