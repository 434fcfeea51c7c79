-- The complaints of known customers about the stores in scope, at any time.
select customer_key
from complaint_case
where customer_key is not null
  and (reg_holds($scope, '*') or store_key in (select store_key from selected_scope))
