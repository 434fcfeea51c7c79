-- The days on which customers bought what the filters keep; with $counting any_order also those on which they only returned
-- something or had an order that came to nothing.
-- may_open  false where the customer is known to have bought before, in the stores in scope
select
  customer_key,
  day,
  previous_day is null or not reg_holds($scope, '*') as may_open
from selected_visit
where $counting = 'purchases'
union all
select
  customer_key,
  day,
  true as may_open
from selected_order
where $counting = 'any_order'
  and customer_key is not null
