-- The customers behind a mark of the churn page. `cohort`: of the cohort of the month $of (YYYY-MM) those who bought in the month
-- $into, or in it or later, or with an exclamation mark before the month those who did not; $method is first_time or recurring, a dot,
-- and on or on_or_after. `lifecycle`: of the period, $of names the part of the bar. `lapse`: lapsed or standing by the definition
-- $method. `at_risk`. `tenure`: of the group $of that $by makes, all, lapsed or going_on ($into). `lapse_reason`: who met with the
-- factor $of (detail $method) before the period, and lapsed or stayed ($into). `win_back`: those of the campaign $of and the arm $into
-- who had lapsed when it started.
with last_known as (
  select least($to, last_day) as day
  from data_span
),
cohort_month as (
  select
    reg_try_date(concat($of, '-01')) as cohort,
    reg_try_date(concat(replace($into, '!', ''), '-01')) as month
  from data_span
),
joining as (
  select activity.customer_key as customer_key
  from selected_active_month as activity
  cross join cohort_month
  cross join last_known
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and activity.month = cohort_month.cohort
    and activity.first_day <= last_known.day
    and ($method like 'recurring.%' or activity.since = activity.first_day)
  union distinct
  select visit.customer_key
  from selected_activity as visit
  cross join cohort_month
  cross join last_known
  where not reg_unfiltered($region, $store, $channel, $category, $grade)
    and reg_month(visit.day) = cohort_month.cohort
    and visit.day <= last_known.day
    and (
      $method like 'recurring.%'
      or (visit.customer_key, visit.day) in (select customer_key, since from selected_active_month)
    )
),
kept as (
  select distinct activity.customer_key as customer_key
  from selected_active_month as activity
  cross join cohort_month
  cross join last_known
  where activity.first_day <= last_known.day
    and (
      activity.month = cohort_month.month
      or (activity.month > cohort_month.month and $method like '%.on_or_after')
    )
),
opening as (
  select
    customer_key,
    case
      when previous_day is null then 'new'
      when date_diff('day', previous_day, day) > $inactive_days then 'resurrected'
      else 'returning'
    end as part
  from selected_occasion
  where day between $from and $to
    and (previous_day is null or previous_day < $from)
),
visiting as (
  select distinct customer_key
  from selected_visit
  where day between $from and $to
),
lapsing as (
  select
    occasion.customer_key as customer_key,
    occasion.day as day
  from selected_occasion as occasion
  cross join last_known
  where occasion.day between $from - $inactive_days - 1 and $to
    and occasion.day + $inactive_days + 1 between $from and last_known.day
    and (occasion.next_day is null or occasion.next_day > occasion.day + $inactive_days)
    and (occasion.day < $from or occasion.next_day is null or occasion.next_day > last_known.day)
),
exposed as (
  select customer_key
  from selected_exposure
  where factor = $of
    and coalesce(detail, '') = $method
    and is_met
  union distinct
  select customer_key
  from customer
  where $of = 'join_channel'
    and join_channel = $method
  union distinct
  select customer_key
  from selected_occasion
  where $of = 'bought_once'
    and previous_day is null
    and day < $from
    and (next_day is null or next_day >= $from)
)
select customer_key
from joining
where $who = 'cohort'
  and ($of = $into or (customer_key in (select customer_key from kept)) = ($into not like '!%'))
union all
select visiting.customer_key
from visiting
left join opening on opening.customer_key = visiting.customer_key
where $who = 'lifecycle'
  and ($of = 'active' or coalesce(opening.part, 'returning') = $of)
union all
select customer_key
from lapsing
where $who = 'lifecycle'
  and $of = 'lapsed'
  and (customer_key, day) in (select customer_key, day from selected_visit)
union all
select customer_key
from selected_silence
where $who = 'lapse'
  and case $method
    when 'fixed' then is_lapsed_fixed
    when 'rhythm' then is_lapsed_rhythm
    when 'model' then is_lapsed_model
  end = ($of = 'lapsed')
union all
select customer_key
from selected_lapse_chance
where $who = 'at_risk'
  and lapse_chance >= $least_chance
union all
select customer_key
from selected_tenure_group
where $who = 'tenure'
  and member = $of
  and ($into = '' or has_lapsed = ($into = 'lapsed'))
union all
select customer_key
from selected_landmark
where $who = 'lapse_reason'
  and has_lapsed = ($into = 'lapsed')
  and customer_key in (select customer_key from exposed)
union all
select assigned.customer_key
from selected_campaign_customer as assigned
where $who = 'win_back'
  and assigned.campaign_id = $of
  and assigned.arm = $into
  and assigned.last_purchase_on + $inactive_days < (select starts_on from campaign where campaign_id = $of)
