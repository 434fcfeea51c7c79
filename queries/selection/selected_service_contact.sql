-- Service contacts that region, store, grade and segment keep; sales channel and category do not apply to them.
select
  contact_id,
  kind,
  contacted_on,
  planned_on,
  customer_key,
  cost_amount,
  is_answered_in_time
from service_contact
where (
    (reg_holds($scope, '*') and reg_empty($region) and reg_empty($store))
    or store_key in (select store_key from selected_store)
    or (store_key is null and reg_holds($scope, '*') and reg_open($region) and reg_open($store))
  )
  and (reg_empty($grade) or reg_holds($grade, grade))
  and (
    reg_empty($segment)
    or (customer_key is null and reg_open($segment))
    or customer_key in (select customer_key from selected_member)
  )
