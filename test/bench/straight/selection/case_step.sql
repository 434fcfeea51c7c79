-- The stages that the complaints which the filters keep went through, until when they stayed, and whether something was left to do.
with entry as (
  select complaint_id, 'received' as stage, 0 as place, received_at as entered_at
  from kept_case
  union all
  select
    complaint_events.complaint_id,
    complaint_events.stage,
    case complaint_events.stage
      when 'classified' then 1 when 'investigated' then 2 when 'resolved' then 3
      when 'answered' then 4 when 'followed_up' then 5 else 6
    end,
    greatest(complaint_events."at", kept_case.received_at)
  from complaint_events
  join kept_case on kept_case.complaint_id = complaint_events.complaint_id
  where complaint_events.stage <> 'received'
),
changed as (
  select *
  from (
    select *, lag(stage) over (partition by complaint_id order by entered_at, place) as stage_before
    from entry
  ) as ordered
  where stage_before is distinct from stage
),
followed as (
  select *, lead(entered_at) over (partition by complaint_id order by entered_at, place) as left_at
  from changed
)
select
  followed.complaint_id as complaint_id,
  kept_case.received_on as received_on,
  stage,
  entered_at,
  left_at,
  reg_day(entered_at) as entered_on,
  reg_day(left_at) as left_on,
  stage in ('received', 'classified', 'investigated', 'reopened') or (stage = 'resolved' and $closed_by = 'answered') as is_open
from followed
join kept_case on kept_case.complaint_id = followed.complaint_id
