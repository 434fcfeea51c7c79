-- The stages that the complaints kept by the filters went through. is_open: something is left to be done for the customer,
-- that is before the stage that closes a complaint, and after it is reopened. Where no stage is loaded nobody knows any.
select
  complaint_stage.complaint_id as complaint_id,
  selected_case.received_on as received_on,
  selected_case.customer_key as customer_key,
  complaint_stage.stage as stage,
  complaint_stage.entered_on as entered_on,
  complaint_stage.left_on as left_on,
  complaint_stage.hours as hours,
  complaint_stage.stage not in ('answered', 'followed_up')
    and (complaint_stage.stage <> 'resolved' or $closed_by <> 'resolved') as is_open
from complaint_stage
join selected_case on selected_case.complaint_id = complaint_stage.complaint_id
where (select has_stages from loaded)
