-- How many complaints share store, category, root cause and product, and when did they come?
select
  store_id,
  max(store_name) as store_name,
  complaint_category as category,
  root_cause,
  product_id,
  max(product_name) as product_name,
  reg_count(count(*)) as complaints,
  min(received_on) as first_day,
  max(received_on) as last_day
from selected_case_cell
where received_on between $from and $to
group by store_id, complaint_category, root_cause, product_id
order by store_id nulls last, complaint_category, root_cause nulls last, product_id nulls last
