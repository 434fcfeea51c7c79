-- The stores a person may see.
select
  store_key,
  store_id,
  name,
  region
from store
where reg_holds($scope, '*') or reg_holds($scope, store_id)
