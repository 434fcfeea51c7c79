-- How often was each score given?
with answer as (
  select
    'nps' as measure,
    nps as score,
    case when nps >= 9 then 'good' when nps <= 6 then 'bad' else 'neutral' end as side,
    0 as scale_low,
    10 as scale_high
  from selected_survey
  where answered_on between $from and $to
  union all
  select 'csat', csat, case when is_satisfied then 'good' else 'bad' end, csat_low, csat_high
  from selected_survey
  where answered_on between $from and $to
  union all
  select 'ces', ces, case when is_easy then 'good' else 'bad' end, ces_low, ces_high
  from selected_survey
  where answered_on between $from and $to
),
counted as (
  select
    measure,
    score,
    side,
    scale_low,
    scale_high,
    count(*) as answers
  from answer
  where score is not null
  group by measure, score, side, scale_low, scale_high
)
select
  measure,
  reg_count(score) as score,
  side,
  reg_count(answers) as answers,
  reg_ratio(answers, sum(answers) over (partition by measure)) as share,
  reg_count(scale_low) as scale_low,
  reg_count(scale_high) as scale_high
from counted
order by measure, scale_high, scale_low, score
