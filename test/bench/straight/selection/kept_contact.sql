-- The service contacts that region, store, grade and segment keep, and whether enquiries were answered by the end of the next working day.
select
  service_contacts.*,
  case
    when kind <> 'enquiry' or contacted_on is null then null
    when responded_on <= calendar.next_working_day then true
    when responded_on is null and calendar.next_working_day >= (select max(contacted_on) from service_contacts) then null
    else false
  end as is_in_time
from service_contacts
left join calendar on calendar.day = service_contacts.contacted_on
where true
  and store_id in (select store_id from stores where region in (select unnest($region)))
  and store_id in (select unnest($store))
  and customer_id in (select customer_id from customer_segments where segment in (select unnest($segment)))
  and exists (select 1 from held_grade where held_grade.customer_id = service_contacts.customer_id and starts_on <= coalesce(contacted_on, planned_on) and ends_before > coalesce(contacted_on, planned_on) and grade in (select unnest($grade)))
