-- How often was each score given?
with answer as (
  select 'nps' as measure, nps as score
  from selected_survey
  where answered_on between $from and $to
  union all
  select 'csat', csat
  from selected_survey
  where answered_on between $from and $to
  union all
  select 'ces', ces
  from selected_survey
  where answered_on between $from and $to
),
counted as (
  select
    measure,
    score,
    count(*) as answers
  from answer
  where score is not null
  group by measure, score
)
select
  measure,
  reg_count(score) as score,
  reg_count(answers) as answers,
  reg_ratio(answers, sum(answers) over (partition by measure)) as share
from counted
order by measure, score
