-- Complaints that the filters keep, each with its member of the dimension that they are looked at by.
select
  selected_case.complaint_id as complaint_id,
  selected_case.received_on as received_on,
  selected_case.customer_key as customer_key,
  selected_case.compensation_amount as compensation_amount,
  selected_case.previous_received_on as previous_received_on,
  case $lens
    when 'category' then selected_case.complaint_category
    when 'subcategory' then selected_case.complaint_subcategory
    when 'root_cause' then selected_case.root_cause
    when 'store' then store.store_id
    when 'region' then store.region
    when 'product' then selected_case.product_id
    when 'channel' then selected_case.channel
    when 'received_via' then selected_case.received_via
    when 'severity' then selected_case.severity
    when 'resolution' then selected_case.resolution
  end as member,
  case $lens
    when 'store' then store.name
    when 'product' then product.name
  end as name
from selected_case
left join store on store.store_key = selected_case.store_key
left join product on product.product_id = selected_case.product_id
