with answer as (
  select 'nps' as measure, nps as score
  from kept_survey
  where answered_on between $from and $to
  union all
  select 'csat', csat
  from kept_survey
  where answered_on between $from and $to
  union all
  select 'ces', ces
  from kept_survey
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
  score,
  answers,
  reg_ratio(answers, sum(answers) over (partition by measure)) as share
from counted
order by measure, score
