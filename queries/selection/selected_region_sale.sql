-- The same as in selected_sale where stores are told apart by their region alone: of one category or of none, without a choice of
-- stores, store_key stands for its region.
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
from selected_category_sale
where reg_alone($category)
  and reg_empty($segment)
  and reg_empty($store)
  and reg_holds($scope, '*')
union all
select
  day,
  region_key as store_key,
  channel,
  grade,
  net_amount,
  identified_net_amount,
  orders,
  units,
  discount_amount,
  cost_amount,
  uncosted_net_amount
from region_day
where reg_empty($category)
  and reg_empty($segment)
  and reg_empty($store)
  and reg_holds($scope, '*')
  and (reg_empty($region) or region_key in (select store_key from selected_store))
  and (reg_empty($channel) or reg_holds($channel, channel))
  and (reg_empty($grade) or reg_holds($grade, grade))
union all
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
from selected_sale
where not ((reg_alone($category) or reg_empty($category)) and reg_empty($segment) and reg_empty($store) and reg_holds($scope, '*'))
