with stage_name (place, stage) as (
  values (1, 'received'), (2, 'classified'), (3, 'investigated'), (4, 'resolved'), (5, 'answered'), (6, 'followed_up'), (7, 'reopened')
),
step as (
  select
    stage,
    entered_on between $from and $to as has_entered,
    left_on between $from and $to as has_left,
    entered_on <= $to and (left_on is null or left_on > $to) as is_waiting,
    extract(epoch from left_at - entered_at) / 3600 as hours,
    $to - entered_on as days,
    is_open and $to - received_on > $due_days as is_overdue
  from case_step
)
select
  stage_name.stage as stage,
  count(case when has_entered then 1 end) as entered,
  count(case when has_left then 1 end) as moved_on,
  quantile_cont(case when has_left then hours end, 0.5) as median_hours,
  quantile_cont(case when has_left then hours end, 0.9) as p90_hours,
  count(case when is_waiting then 1 end) as waiting,
  reg_number(max(case when is_waiting then days end)) as oldest_days,
  count(case when is_waiting and is_overdue then 1 end) as overdue
from stage_name
left join step on step.stage = stage_name.stage
group by stage_name.place, stage_name.stage
order by stage_name.place
