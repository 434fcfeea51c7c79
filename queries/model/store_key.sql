-- A number of its own for every store that any table names.
with named as (
  select store_id from stores
  union distinct select store_id from purchases
  union distinct select store_id from surveys
  union distinct select store_id from complaints
  union distinct select store_id from service_contacts
  union distinct select home_store_id as store_id from customers
)
select
  named.store_id as store_id,
  cast(
    coalesce((select max(store_key) from store_key), 0) + row_number() over (order by named.store_id)
    as integer
  ) as store_key
from named
where named.store_id is not null
  and named.store_id not in (select store_id from store_key)
