with counted as (
  select 1 as place, 'stores' as table_name, count(*) as rows, cast(null as date) as first_day, cast(null as date) as last_day, count(distinct batch_id) as batches from stores
union all
  select 2, 'products', count(*), null, null, count(distinct batch_id) from products
union all
  select 3, 'customers', count(*), null, null, count(distinct batch_id) from customers
union all
  select 4, 'consents', count(*), reg_day(min("at")), reg_day(max("at")), count(distinct batch_id) from consents
union all
  select 5, 'purchases', count(*), reg_day(min("ordered_at")), reg_day(max("ordered_at")), count(distinct batch_id) from purchases
union all
  select 6, 'surveys', count(*), reg_day(min("answered_at")), reg_day(max("answered_at")), count(distinct batch_id) from surveys
union all
  select 7, 'survey_items', count(*), null, null, count(distinct batch_id) from survey_items
union all
  select 8, 'complaints', count(*), reg_day(min("received_at")), reg_day(max("received_at")), count(distinct batch_id) from complaints
union all
  select 9, 'complaint_events', count(*), reg_day(min("at")), reg_day(max("at")), count(distinct batch_id) from complaint_events
union all
  select 10, 'campaigns', count(*), null, null, count(distinct batch_id) from campaigns
union all
  select 11, 'campaign_contacts', count(*), null, null, count(distinct batch_id) from campaign_contacts
union all
  select 12, 'costs', count(*), min(month), max(month), count(distinct batch_id) from costs
union all
  select 13, 'service_contacts', count(*), reg_day(min("at")), reg_day(max("at")), count(distinct batch_id) from service_contacts
union all
  select 14, 'points', count(*), reg_day(min("at")), reg_day(max("at")), count(distinct batch_id) from points
union all
  select 15, 'compliance_events', count(*), reg_day(min("at")), reg_day(max("at")), count(distinct batch_id) from compliance_events
union all
  select 16, 'grades', count(*), min(effective_on), max(effective_on), count(distinct batch_id) from grades
union all
  select 17, 'targets', count(*), null, null, count(distinct batch_id) from targets
union all
  select 18, 'holidays', count(*), null, null, count(distinct batch_id) from holidays
)
select table_name, rows, first_day, last_day, batches
from counted
order by place
