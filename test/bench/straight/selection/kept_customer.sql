-- The customers that region and store (home store), grade (at the end of the period) and segment keep.
select customer_id
from customers
where true
  and home_store_id in (select store_id from stores where region in (select unnest($region)))
  and home_store_id in (select unnest($store))
  and customer_id in (select customer_id from customer_segments where segment in (select unnest($segment)))
  and customer_id in (select customer_id from held_grade where starts_on <= $to and ends_before > $to and grade in (select unnest($grade)))
