-- The surveys that the filters keep; those of this chain name no order, so none has a category.
select *
from surveys
where true
  and store_id in (select store_id from stores where region in (select unnest($region)))
  and store_id in (select unnest($store))
  and channel in (select unnest($channel))
  and order_id in (select order_id from purchases where product_id in (select product_id from products where category in (select unnest($category))))
  and customer_id in (select customer_id from customer_segments where segment in (select unnest($segment)))
  and exists (select 1 from held_grade where held_grade.customer_id = surveys.customer_id and starts_on <= coalesce(answered_on, invited_on) and ends_before > coalesce(answered_on, invited_on) and grade in (select unnest($grade)))
