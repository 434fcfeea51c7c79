-- How much of each table is loaded, and up to when?
with loadable as (
  select position, table_name
  from (
    values
      (1, 'stores'),
      (2, 'products'),
      (3, 'customers'),
      (4, 'consents'),
      (5, 'purchases'),
      (6, 'surveys'),
      (7, 'survey_items'),
      (8, 'complaints'),
      (9, 'complaint_events'),
      (10, 'campaigns'),
      (11, 'campaign_contacts'),
      (12, 'costs'),
      (13, 'service_contacts'),
      (14, 'points'),
      (15, 'compliance_events'),
      (16, 'grades'),
      (17, 'targets'),
      (18, 'holidays')
  ) as loadable (position, table_name)
),
profile as (
  select table_name, batch_id, row_count, first_day, last_day
  from table_profile
  union all
  select table_name, batch_id, row_count, first_day, last_day
  from table_profile_month
)
select
  loadable.table_name as table_name,
  reg_count(coalesce(sum(profile.row_count), 0)) as rows,
  min(profile.first_day) as first_day,
  max(profile.last_day) as last_day,
  reg_count(count(distinct profile.batch_id)) as batches
from selected_whole
cross join loadable
left join profile on profile.table_name = loadable.table_name
group by loadable.position, loadable.table_name
order by loadable.position
