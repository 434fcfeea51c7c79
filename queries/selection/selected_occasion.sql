-- The purchase days of each customer of the chosen segments, at any time and whatever the other filters say, with the
-- purchase days before and after. For people who see only some stores, the chain is these stores.
select
  customer_key,
  day,
  previous_day,
  second_previous_day,
  next_day
from selected_scope_occasion
where reg_empty($segment) or customer_key in (select customer_key from selected_member)
