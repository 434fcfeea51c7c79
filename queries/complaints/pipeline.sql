-- How many complaints passed each stage in the period, how long did they stay, and how many wait there at its end?
with stage_name as (
  select stage, place
  from (values
    ('received', 1), ('classified', 2), ('investigated', 3), ('resolved', 4),
    ('answered', 5), ('followed_up', 6), ('reopened', 7)
  ) as stage_name (stage, place)
),
passed as (
  select
    stage,
    count(case when entered_on between $from and $to then 1 end) as entered,
    count(case when left_on between $from and $to then 1 end) as moved_on,
    case
      when count(case when left_on between $from and $to then 1 end) > 0
      then reg_median(case when left_on between $from and $to then hours end)
    end as median_hours,
    case
      when count(case when left_on between $from and $to then 1 end) > 0
      then reg_quantile(case when left_on between $from and $to then hours end, 0.9)
    end as p90_hours,
    count(case when entered_on <= $to and (left_on is null or left_on > $to) then 1 end) as waiting,
    reg_number(max(case when entered_on <= $to and (left_on is null or left_on > $to) then date_diff('day', entered_on, $to) end)) as oldest_days,
    count(case
      when is_open and entered_on <= $to and (left_on is null or left_on > $to)
        and date_diff('day', received_on, $to) > $due_days then 1
    end) as overdue
  from selected_case_step
  group by stage
)
select
  stage_name.stage as stage,
  case when loaded.has_stages then reg_count(coalesce(passed.entered, 0)) end as entered,
  case when loaded.has_stages then reg_count(coalesce(passed.moved_on, 0)) end as moved_on,
  reg_number(passed.median_hours) as median_hours,
  reg_number(passed.p90_hours) as p90_hours,
  case when loaded.has_stages then reg_count(coalesce(passed.waiting, 0)) end as waiting,
  passed.oldest_days as oldest_days,
  case when loaded.has_stages then reg_count(coalesce(passed.overdue, 0)) end as overdue
from stage_name
cross join loaded
left join passed on passed.stage = stage_name.stage
order by stage_name.place
