select
  stores.store_id as store_id,
  max(stores.name) as store_name,
  kept_case.category as category,
  count(*) as complaints
from kept_case
join stores on stores.store_id = kept_case.store_id
where kept_case.received_on between $from and $to
group by stores.store_id, kept_case.category
order by store_id, category
