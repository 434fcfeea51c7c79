-- Orders by day as far as region, store, grade and segment keep them, in every sales channel and category.
select
  day,
  orders
from region_day
where reg_empty($segment)
  and reg_empty($store)
  and reg_holds($scope, '*')
  and (reg_empty($region) or region_key in (select store_key from selected_store))
  and (reg_empty($grade) or reg_holds($grade, grade))
union all
select
  day,
  orders
from sale_day
where reg_empty($segment)
  and not (reg_empty($store) and reg_holds($scope, '*'))
  and ((reg_holds($scope, '*') and reg_empty($region) and reg_empty($store)) or store_key in (select store_key from selected_store))
  and (reg_empty($grade) or reg_holds($grade, grade))
union all
select
  day,
  reg_count(case when is_purchase then 1 else 0 end)
from purchase_order
where not reg_empty($segment)
  and (
    (customer_key is null and reg_open($segment))
    or customer_key in (select customer_key from selected_member)
  )
  and ((reg_holds($scope, '*') and reg_empty($region) and reg_empty($store)) or store_key in (select store_key from selected_store))
  and (reg_empty($grade) or reg_holds($grade, grade))
