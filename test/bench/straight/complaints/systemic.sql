select
  kept_case.store_id as store_id,
  max(stores.name) as store_name,
  kept_case.category as category,
  root_cause,
  kept_case.product_id as product_id,
  max(products.name) as product_name,
  count(*) as complaints,
  min(received_on) as first_day,
  max(received_on) as last_day
from kept_case
left join stores on stores.store_id = kept_case.store_id
left join products on products.product_id = kept_case.product_id
where received_on between $from and $to
group by kept_case.store_id, kept_case.category, root_cause, kept_case.product_id
order by store_id nulls last, category, root_cause nulls last, product_id nulls last
