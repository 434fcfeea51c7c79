-- Which rows look like the same thing under two numbers?
with profile as (
  select table_name, field, row_count, hits
  from field_profile
  where aspect = 'duplicate'
  union all
  select table_name, field, row_count, hits
  from field_profile_month
  where aspect = 'duplicate'
)
select
  table_name,
  field as same_fields,
  reg_count(sum(row_count)) as rows,
  reg_count(sum(hits)) as duplicates,
  reg_ratio(sum(hits), sum(row_count)) as duplicate_share
from selected_whole
cross join profile
group by table_name, field
order by table_name, same_fields
