-- Enquiries, visits and care contacts. is_answered_in_time: an enquiry was first answered by the end of the next working
-- day; null for other kinds, and while that day is not over by the last contact on record.
with placed as (
  select
    service_contacts.contact_id as contact_id,
    service_contacts.kind as kind,
    service_contacts.channel as contact_channel,
    reg_day(service_contacts."at") as contacted_on,
    reg_day(service_contacts.first_response_at) as responded_on,
    service_contacts.planned_on as planned_on,
    store_key.store_key as store_key,
    customer_key.customer_key as customer_key,
    service_contacts.cost_amount as cost_amount
  from service_contacts
  left join store_key on store_key.store_id = service_contacts.store_id
  left join customer_key on customer_key.customer_id = service_contacts.customer_id
)
select
  placed.contact_id as contact_id,
  placed.kind as kind,
  placed.contact_channel as contact_channel,
  placed.contacted_on as contacted_on,
  placed.planned_on as planned_on,
  placed.store_key as store_key,
  placed.customer_key as customer_key,
  grade_span.grade as grade,
  placed.cost_amount as cost_amount,
  reg_flag(
    case
      when placed.kind <> 'enquiry' or placed.contacted_on is null then null
      when placed.responded_on <= calendar.next_working_day then true
      when placed.responded_on is null
        and calendar.next_working_day >= (select max(contacted_on) from placed) then null
      else false
    end
  ) as is_answered_in_time
from placed
left join calendar on calendar.day = placed.contacted_on
left join grade_span
  on grade_span.customer_key = placed.customer_key
  and grade_span.starts_on <= coalesce(placed.contacted_on, placed.planned_on)
  and grade_span.ends_before > coalesce(placed.contacted_on, placed.planned_on)
