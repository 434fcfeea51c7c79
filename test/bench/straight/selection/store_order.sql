-- Orders that region, store, grade and segment keep, in every channel and category.
select order_id, day
from purchases
where order_id not in (select order_id from purchases where kind = 'cancel')
  and store_id in (select store_id from stores where region in (select unnest($region)))
  and store_id in (select unnest($store))
  and customer_id in (select customer_id from customer_segments where segment in (select unnest($segment)))
  and exists (select 1 from held_grade where held_grade.customer_id = purchases.customer_id and starts_on <= day and ends_before > day and grade in (select unnest($grade)))
group by order_id, day, store_id, channel, customer_id
having sum(net_amount) > 0
