-- Complaints that the filters keep, those on what is complained about too; whether in time is known only where stages are loaded.
select
  complaint_id,
  received_on,
  store_key,
  channel,
  received_via,
  customer_key,
  product_id,
  complaint_category,
  complaint_subcategory,
  severity,
  root_cause,
  resolution,
  compensation_amount,
  follow_up_score,
  followed_up_at,
  responded_on,
  case when (select has_stages from loaded) then is_responded_in_time end as is_responded_in_time,
  previous_received_on
from complaint_case
where complaint_id in (select complaint_id from selected_complaint)
  and (reg_empty($complaint_category) or reg_holds($complaint_category, complaint_category))
  and (reg_empty($complaint_subcategory) or reg_holds($complaint_subcategory, complaint_subcategory))
  and (reg_empty($root_cause) or reg_holds($root_cause, root_cause))
  and (reg_empty($product) or reg_holds($product, product_id))
