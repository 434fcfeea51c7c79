-- How often each customer has complained of the stores in scope.
select
  customer_key,
  count(*) as complaints
from complaint_case
where customer_key is not null
  and (reg_holds($scope, '*') or store_key in (select store_key from selected_scope))
group by customer_key
