-- When known customers were in touch with the stores in scope, one row per contact that took place at any time; what it was is 1
-- where that lies in the twelve months that end with the data.
select
  service_contact.customer_key as customer_key,
  service_contact.contacted_on as contacted_on,
  case when kind = 'enquiry' and contacted_on >= reg_add_months(data_span.last_day + 1, -12) then 1 else 0 end as enquiries,
  case when kind = 'visit' and contacted_on >= reg_add_months(data_span.last_day + 1, -12) then 1 else 0 end as visits,
  case when kind = 'care' and contacted_on >= reg_add_months(data_span.last_day + 1, -12) then 1 else 0 end as care_contacts
from service_contact
cross join data_span
where service_contact.customer_key is not null
  and contacted_on is not null
  and (reg_holds($scope, '*') or store_key in (select store_key from selected_scope))
