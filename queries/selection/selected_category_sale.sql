-- What was sold of each category by day, store, channel and grade, as far as the filters keep it; several rows for one of these
-- where a filter needs single orders. Where no store is chosen, store_key stands for its region: any store there.
select
  category_key,
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
from category_day
where reg_empty($store)
  and reg_empty($segment)
  and reg_holds($scope, '*')
  and (
    reg_empty($category)
    or (category_key is null and reg_open($category))
    or category_key in (select category_key from category_key where reg_holds($category, category_id))
  )
  and (reg_empty($region) or region_key in (select store_key from selected_store))
  and (reg_empty($channel) or reg_holds($channel, channel))
  and (reg_empty($grade) or reg_holds($grade, grade))
union all
select
  category_key,
  day,
  store_key,
  channel,
  grade,
  net_amount,
  case when customer_key is not null then net_amount else reg_money(0) end as identified_net_amount,
  reg_count(case when net_amount > 0 then 1 else 0 end) as orders,
  units,
  discount_amount,
  cost_amount,
  uncosted_net_amount
from selected_portion
where not (reg_empty($store) and reg_empty($segment) and reg_holds($scope, '*'))
