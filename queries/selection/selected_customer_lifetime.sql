-- When each customer bought first and last in the stores in scope, and for how much in all, with returns.
select
  customer_key,
  first_purchase_on,
  last_purchase_on,
  net_amount
from customer
where reg_holds($scope, '*')
union all
select
  customer_key,
  min(case when is_purchase then day end),
  max(case when is_purchase then day end),
  reg_money(sum(net_amount))
from purchase_order
where not reg_holds($scope, '*')
  and customer_key is not null
  and store_key in (select store_key from selected_scope)
group by customer_key
