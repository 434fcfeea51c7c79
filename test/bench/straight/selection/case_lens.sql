-- The complaints that the filters keep, each with the member of the dimension they are looked at by.
select
  kept_case.*,
  case $lens
    when 'category' then kept_case.category
    when 'subcategory' then kept_case.subcategory
    when 'root_cause' then kept_case.root_cause
    when 'store' then kept_case.store_id
    when 'region' then stores.region
    when 'product' then kept_case.product_id
    when 'channel' then kept_case.channel
    when 'received_via' then kept_case.channel
    when 'severity' then kept_case.severity
    when 'resolution' then kept_case.resolution
  end as member,
  case $lens when 'store' then stores.name when 'product' then products.name end as member_name
from kept_case
left join stores on stores.store_id = kept_case.store_id
left join products on products.product_id = kept_case.product_id
