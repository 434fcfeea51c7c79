-- The same as in selected_sale where stores are told apart by their region alone: of one category without a choice of stores,
-- store_key stands for its region.
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
where not (reg_alone($category) and reg_empty($segment) and reg_empty($store) and reg_holds($scope, '*'))
