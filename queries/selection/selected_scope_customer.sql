-- The customers of the stores in scope, by home store; with everything in scope also those without one.
select customer_key
from customer
where reg_holds($scope, '*')
  or home_store_key in (select store_key from selected_scope)
