-- How likely a silence of so many days is to become a lapse within 90 days, as the purchases of the last two years tell:
-- Kaplan–Meier over the days from each purchase to the next, for first, second and later purchases (stage 1, 2, 3).
-- A silence that has 90 days or more to go cannot lapse within them.
-- Below 89 days a customer can buy again and lapse all the same: there the chance is the share of such silences after which a
-- lapse, of that silence or of a later one, came within 90 days, of those that could be followed so long; where none could, as above.
-- Nothing of it is read while the model tells the chance of everybody.
-- gap       purchases of two years by the days to the next one, or to the end of the data
-- followed  purchases by the days of silence that they were seen to last and can be followed from, and the days to the next lapse
with last_known as (
  select last_day as day
  from data_span
),
stage as (
  select 1 as stage
  union all
  select 2
  union all
  select 3
),
step as (
  select
    day,
    next_day,
    customers,
    after_first,
    after_second
  from purchase_step
  where reg_empty($segment)
    and reg_holds($scope, '*')
    and reg_narrowed(not (select tells_chance from selected_foretold))
    and steps = 1
  union all
  select
    day,
    next_day,
    1 as customers,
    case when previous_day is null then 1 else 0 end as after_first,
    case when previous_day is not null and second_previous_day is null then 1 else 0 end as after_second
  from selected_occasion
  where not (reg_empty($segment) and reg_holds($scope, '*'))
    and reg_narrowed(not (select tells_chance from selected_foretold))
),
gap as (
  select
    date_diff('day', step.day, coalesce(step.next_day, last_known.day)) as days,
    case when step.next_day is null then 0 else 1 end as is_closed,
    reg_count(sum(step.customers)) as customers,
    reg_count(sum(step.after_first)) as after_first,
    reg_count(sum(step.after_second)) as after_second
  from step
  cross join last_known
  where step.day > last_known.day - 730
  group by
    date_diff('day', step.day, coalesce(step.next_day, last_known.day)),
    case when step.next_day is null then 0 else 1 end
),
gap_count as (
  select
    stage.stage as stage,
    gap.days as days,
    sum(case stage.stage when 1 then after_first when 2 then after_second else customers - after_first - after_second end) as gaps,
    sum(
      is_closed * case stage.stage when 1 then after_first when 2 then after_second else customers - after_first - after_second end
    ) as closed
  from gap
  cross join stage
  group by stage.stage, gap.days
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
  cross join stage
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
),
followed as (
  select
    stage,
    lasted,
    followed_from,
    days_to_lapse,
    count(*) as silences
  from (
    select
      case when occasion.previous_day is null then 1 when occasion.second_previous_day is null then 2 else 3 end as stage,
      least(coalesce(date_diff('day', occasion.day, occasion.next_day) - 1, $inactive_days), $inactive_days) as lasted,
      least(date_diff('day', occasion.day, last_known.day) - 90, $inactive_days) as followed_from,
      date_diff(
        'day',
        occasion.day,
        min(case when coalesce(occasion.next_day > occasion.day + $inactive_days, true) then occasion.day + $inactive_days + 1 end)
          over (partition by occasion.customer_key order by occasion.day rows between current row and unbounded following)
      ) as days_to_lapse
    from selected_occasion as occasion
    cross join last_known
    where $inactive_days < 89
      and occasion.day > last_known.day - 730
  ) as ahead
  where followed_from >= 0
  group by stage, lasted, followed_from, days_to_lapse
),
outcome as (
  select
    silence.stage as stage,
    silence.days as silence_days,
    reg_ratio(
      sum(case when followed.days_to_lapse <= silence.days + 90 then followed.silences else 0 end),
      sum(followed.silences)
    ) as lapse_chance
  from silence
  join followed on followed.stage = silence.stage
  where followed.lasted >= silence.days
    and followed.followed_from >= silence.days
  group by silence.stage, silence.days
),
of_this_silence as (
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
)
select
  of_this_silence.stage as stage,
  of_this_silence.silence_days as silence_days,
  coalesce(outcome.lapse_chance, of_this_silence.lapse_chance) as lapse_chance
from of_this_silence
left join outcome
  on outcome.stage = of_this_silence.stage
  and outcome.silence_days = of_this_silence.silence_days
