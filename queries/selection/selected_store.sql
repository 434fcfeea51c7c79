-- The stores in scope that the region and store filters keep.
select
  store_key,
  store_id,
  name,
  region
from selected_scope
where (reg_empty($region) or reg_holds($region, region))
  and (reg_empty($store) or reg_holds($store, store_id))
