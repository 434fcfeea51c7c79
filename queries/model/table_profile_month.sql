-- Rows of the largest tables by the month in which they happened and the batch that brought them.
with counted as (
  select
    reg_month(reg_day(moment)) as day,
    'purchases' as table_name,
    batch_id,
    sum(row_count) as row_count,
    min(reg_day(moment)) as first_day,
    max(reg_day(moment)) as last_day
  from (
    select reg_quarter_hour(ordered_at) as moment, batch_id, count(*) as row_count
    from purchases
    group by reg_quarter_hour(ordered_at), batch_id
  ) as purchases_by_moment
  group by reg_month(reg_day(moment)), batch_id
  union all
  select
    reg_month(reg_day(moment)) as day,
    'consents' as table_name,
    batch_id,
    sum(row_count) as row_count,
    min(reg_day(moment)) as first_day,
    max(reg_day(moment)) as last_day
  from (
    select reg_quarter_hour("at") as moment, batch_id, count(*) as row_count
    from consents
    group by reg_quarter_hour("at"), batch_id
  ) as consents_by_moment
  group by reg_month(reg_day(moment)), batch_id
  union all
  select
    reg_month(reg_day(moment)) as day,
    'points' as table_name,
    batch_id,
    sum(row_count) as row_count,
    min(reg_day(moment)) as first_day,
    max(reg_day(moment)) as last_day
  from (
    select reg_quarter_hour("at") as moment, batch_id, count(*) as row_count
    from points
    group by reg_quarter_hour("at"), batch_id
  ) as points_by_moment
  group by reg_month(reg_day(moment)), batch_id
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
