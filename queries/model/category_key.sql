-- A number of its own for every product category.
with named as (
  select distinct category as category_id from products
)
select
  named.category_id as category_id,
  cast(
    coalesce((select max(category_key) from category_key), 0) + row_number() over (order by named.category_id)
    as integer
  ) as category_key
from named
where named.category_id is not null
  and named.category_id not in (select category_id from category_key)
