-- The complaints that the filters keep, those on what is complained about too.
select *
from kept_complaint
where true
  and category in (select unnest($complaint_category))
  and subcategory in (select unnest($complaint_subcategory))
  and root_cause in (select unnest($root_cause))
  and product_id in (select unnest($product))
