-- How many complaints has each store in each category?
select
  store_id,
  max(store_name) as store_name,
  complaint_category as category,
  reg_count(count(*)) as complaints
from selected_case_cell
where received_on between $from and $to
  and store_id is not null
group by store_id, complaint_category
order by store_id, complaint_category
