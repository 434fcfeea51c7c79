-- The days on which customers bought what the filters keep; with $counting any_order also those on which they only returned
-- something or had an order that came to nothing.
select
  customer_key,
  day
from selected_visit
where $counting = 'purchases'
union all
select
  customer_key,
  day
from selected_order
where $counting = 'any_order'
  and customer_key is not null
