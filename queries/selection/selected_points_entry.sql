-- Points of each customer that region, store, grade and segment keep, by day and kind, signed as loaded.
select
  customer_key,
  day,
  kind,
  points
from points_entry
where customer_key in (select customer_key from selected_customer)
