-- Complaints that the filters keep, with the names of what they are crossed by.
select
  selected_case.complaint_id as complaint_id,
  selected_case.received_on as received_on,
  store.store_id as store_id,
  coalesce(store.name, store.store_id) as store_name,
  selected_case.complaint_category as complaint_category,
  selected_case.root_cause as root_cause,
  selected_case.product_id as product_id,
  coalesce(product.name, selected_case.product_id) as product_name
from selected_case
left join store on store.store_key = selected_case.store_key
left join product on product.product_id = selected_case.product_id
