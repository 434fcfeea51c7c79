-- Customers who occur in the purchases of the stores in scope.
select customer_key
from customer
where reg_holds($scope, '*')
  and net_amount is not null
union all
select distinct customer_key
from purchase_order
where not reg_holds($scope, '*')
  and customer_key is not null
  and store_key in (select store_key from selected_scope)
