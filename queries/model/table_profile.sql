-- Rows of each table and the days on which they happened, by the batch that brought them; the largest tables are in table_profile_month.
with counted as (
  select 'stores' as table_name, batch_id, count(*) as row_count, cast(null as date) as first_day, cast(null as date) as last_day from stores group by batch_id
  union all
  select 'products' as table_name, batch_id, count(*) as row_count, cast(null as date) as first_day, cast(null as date) as last_day from products group by batch_id
  union all
  select 'customers' as table_name, batch_id, count(*) as row_count, cast(null as date) as first_day, cast(null as date) as last_day from customers group by batch_id
  union all
  select 'surveys' as table_name, batch_id, count(*) as row_count, reg_day(min(answered_at)) as first_day, reg_day(max(answered_at)) as last_day from surveys group by batch_id
  union all
  select 'survey_items' as table_name, batch_id, count(*) as row_count, cast(null as date) as first_day, cast(null as date) as last_day from survey_items group by batch_id
  union all
  select 'complaints' as table_name, batch_id, count(*) as row_count, reg_day(min(received_at)) as first_day, reg_day(max(received_at)) as last_day from complaints group by batch_id
  union all
  select 'complaint_events' as table_name, batch_id, count(*) as row_count, reg_day(min("at")) as first_day, reg_day(max("at")) as last_day from complaint_events group by batch_id
  union all
  select 'campaigns' as table_name, batch_id, count(*) as row_count, cast(null as date) as first_day, cast(null as date) as last_day from campaigns group by batch_id
  union all
  select 'campaign_contacts' as table_name, batch_id, count(*) as row_count, cast(null as date) as first_day, cast(null as date) as last_day from campaign_contacts group by batch_id
  union all
  select 'costs' as table_name, batch_id, count(*) as row_count, min(month) as first_day, max(month) as last_day from costs group by batch_id
  union all
  select 'service_contacts' as table_name, batch_id, count(*) as row_count, reg_day(min("at")) as first_day, reg_day(max("at")) as last_day from service_contacts group by batch_id
  union all
  select 'compliance_events' as table_name, batch_id, count(*) as row_count, reg_day(min("at")) as first_day, reg_day(max("at")) as last_day from compliance_events group by batch_id
  union all
  select 'targets' as table_name, batch_id, count(*) as row_count, cast(null as date) as first_day, cast(null as date) as last_day from targets group by batch_id
  union all
  select 'holidays' as table_name, batch_id, count(*) as row_count, cast(null as date) as first_day, cast(null as date) as last_day from holidays group by batch_id
)
select
  table_name,
  batch_id,
  reg_count(row_count) as row_count,
  first_day,
  last_day
from counted
