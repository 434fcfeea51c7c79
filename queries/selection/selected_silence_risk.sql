-- How likely a silence of so many days is to become a lapse within 90 days, as the purchases of the last two years tell:
-- Kaplan–Meier over the days from each purchase to the next, for first, second and later purchases (stage 1, 2, 3).
-- A silence that has 90 days or more to go cannot lapse within them.
with last_known as (
  select last_day as day
  from data_span
),
gap as (
  select
    case when occasion.previous_day is null then 1 when occasion.second_previous_day is null then 2 else 3 end as stage,
    date_diff('day', occasion.day, coalesce(occasion.next_day, last_known.day)) as days,
    case when occasion.next_day is null then 0 else 1 end as is_closed
  from selected_occasion as occasion
  cross join last_known
  where occasion.day > last_known.day - 730
),
gap_count as (
  select
    stage,
    days,
    count(*) as gaps,
    sum(is_closed) as closed
  from gap
  group by stage, days
),
hazard as (
  select
    stage,
    days,
    reg_ratio(
      closed,
      sum(gaps) over (partition by stage order by days desc rows between unbounded preceding and current row)
    ) as share
  from gap_count
),
silence as (
  select
    stage.stage as stage,
    date_diff('day', reg_date('1980-01-01'), calendar.day) as days
  from calendar
  cross join (select 1 as stage union all select 2 union all select 3) as stage
  where calendar.day between reg_date('1980-01-01') and reg_date('1980-01-01') + $inactive_days
),
curve as (
  select
    silence.stage as stage,
    silence.days as silence_days,
    sum(ln(greatest(1 - coalesce(hazard.share, 0), 1e-300))) over (
      partition by silence.stage order by silence.days rows between unbounded preceding and current row
    ) as log_silent
  from silence
  left join hazard
    on hazard.stage = silence.stage
    and hazard.days = silence.days
)
select
  stage,
  silence_days,
  case
    when $inactive_days + 1 - silence_days <= 90 then
      exp(
        min(log_silent) over (
          partition by stage order by silence_days rows between unbounded preceding and unbounded following
        ) - log_silent
      )
    else 0.0
  end as lapse_chance
from curve
