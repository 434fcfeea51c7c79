-- Every store that any table names; name, region and the rest are null where the chain's stores do not know it.
select
  store_key.store_key as store_key,
  store_key.store_id as store_id,
  stores.name as name,
  stores.region as region,
  stores.city as city,
  stores.ownership as ownership,
  stores.format as format,
  stores.opened_on as opened_on,
  stores.closed_on as closed_on
from store_key
left join stores on stores.store_id = store_key.store_id
