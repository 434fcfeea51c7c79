-- How often each customer was in touch with the stores in scope in the twelve months that end with the data, and when last:
-- one row per customer with a contact that took place at any time.
select
  service_contact.customer_key as customer_key,
  reg_count(sum(case when kind = 'enquiry' and contacted_on >= reg_add_months(data_span.last_day + 1, -12) then 1 else 0 end)) as enquiries,
  reg_count(sum(case when kind = 'visit' and contacted_on >= reg_add_months(data_span.last_day + 1, -12) then 1 else 0 end)) as visits,
  reg_count(sum(case when kind = 'care' and contacted_on >= reg_add_months(data_span.last_day + 1, -12) then 1 else 0 end)) as care_contacts,
  max(contacted_on) as last_contact_on
from service_contact
cross join data_span
where service_contact.customer_key is not null
  and contacted_on is not null
  and (reg_holds($scope, '*') or store_key in (select store_key from selected_scope))
group by service_contact.customer_key
