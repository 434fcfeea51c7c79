-- Rows of the largest tables by the month in which they happened and the batch that brought them.
with counted as (
  select reg_month(reg_day(ordered_at)) as day, 'purchases' as table_name, batch_id, count(*) as row_count, reg_day(min(ordered_at)) as first_day, reg_day(max(ordered_at)) as last_day from purchases group by reg_month(reg_day(ordered_at)), batch_id
  union all
  select reg_month(reg_day("at")) as day, 'consents' as table_name, batch_id, count(*) as row_count, reg_day(min("at")) as first_day, reg_day(max("at")) as last_day from consents group by reg_month(reg_day("at")), batch_id
  union all
  select reg_month(reg_day("at")) as day, 'points' as table_name, batch_id, count(*) as row_count, reg_day(min("at")) as first_day, reg_day(max("at")) as last_day from points group by reg_month(reg_day("at")), batch_id
  union all
  select reg_month(effective_on) as day, 'grades' as table_name, batch_id, count(*) as row_count, min(effective_on) as first_day, max(effective_on) as last_day from grades group by reg_month(effective_on), batch_id
)
select
  day,
  table_name,
  batch_id,
  reg_count(row_count) as row_count,
  first_day,
  last_day
from counted
