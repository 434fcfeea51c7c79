-- What customers met with in the stores in scope before the period, within the last $lookback_days: one row per customer, factor
-- and detail. is_met  whether it was a bad one; customers without a row were not asked, where a factor is an answer.
-- is_asked marks such factors: only those who answered can be compared.
with exposure as (
  select
    customer_key,
    'complaint' as factor,
    cast(null as varchar) as detail,
    false as is_asked,
    true as is_met,
    received_on as day,
    store_key
  from complaint_case
  union all
  select customer_key, 'complaint_about', complaint_category, false, true, received_on, store_key
  from complaint_case
  where complaint_category is not null
  union all
  select customer_key, 'complaint_late', cast(null as varchar), false, true, received_on, store_key
  from complaint_case
  where not is_responded_in_time
    and (select has_stages from loaded)
  union all
  select customer_key, 'low_nps', cast(null as varchar), true, nps <= 6, answered_on, store_key
  from survey_response
  where nps is not null
  union all
  select customer_key, 'low_csat', cast(null as varchar), true, is_dissatisfied, answered_on, store_key
  from survey_response
  where csat is not null
  union all
  select customer_key, 'low_ces', cast(null as varchar), true, is_hard, answered_on, store_key
  from survey_response
  where ces is not null
  union all
  select customer_key, 'enquiry_late', cast(null as varchar), false, true, contacted_on, store_key
  from service_contact
  where kind = 'enquiry'
    and not is_answered_in_time
  union all
  select customer_key, 'returned', cast(null as varchar), false, true, day, store_key
  from purchase_order
  where net_amount < 0
    and day between $from - $lookback_days and $from - 1
  union all
  select customer_key, 'opted_out', cast(null as varchar), false, true, ends_before, cast(null as integer)
  from consent_span
  where ends_before is not null
)
select
  customer_key,
  factor,
  detail,
  is_asked,
  reg_flag(max(case when is_met then 1 else 0 end) = 1) as is_met
from exposure
where customer_key is not null
  and day between $from - $lookback_days and $from - 1
  and (reg_holds($scope, '*') or store_key in (select store_key from selected_scope))
group by customer_key, factor, detail, is_asked
