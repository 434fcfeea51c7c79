-- The stages that each complaint went through, in order, from being received on; left_at is null for the one it is in.
-- An entry before the complaint was received counts as at that time; the same stage twice in a row counts once.
with entry as (
  select
    complaint_id,
    'received' as stage,
    0 as place,
    received_at as entered_at
  from complaints
  where complaint_id in (select complaint_id from complaint_in_build)
  union all
  select
    complaint_events.complaint_id,
    complaint_events.stage,
    case complaint_events.stage
      when 'classified' then 1
      when 'investigated' then 2
      when 'resolved' then 3
      when 'answered' then 4
      when 'followed_up' then 5
      else 6
    end,
    greatest(complaint_events."at", complaints.received_at)
  from complaint_events
  join complaints on complaints.complaint_id = complaint_events.complaint_id
  where complaint_events.stage <> 'received'
    and complaint_events.complaint_id in (select complaint_id from complaint_in_build)
),
ordered as (
  select
    complaint_id,
    stage,
    place,
    entered_at,
    lag(nullif(stage, null)) over (partition by complaint_id order by entered_at, place) as stage_before
  from entry
),
distinct_step as (
  select
    complaint_id,
    stage,
    place,
    entered_at
  from ordered
  where stage_before is null
    or stage_before <> stage
),
followed as (
  select
    complaint_id,
    reg_count(row_number() over (partition by complaint_id order by entered_at, place)) as nth,
    stage,
    entered_at,
    lead(nullif(entered_at, null)) over (partition by complaint_id order by entered_at, place) as left_at
  from distinct_step
)
select
  complaint_id,
  nth,
  stage,
  entered_at,
  left_at,
  reg_day(entered_at) as entered_on,
  reg_day(left_at) as left_on,
  reg_number(date_diff('second', entered_at, left_at)) / 3600 as hours
from followed
