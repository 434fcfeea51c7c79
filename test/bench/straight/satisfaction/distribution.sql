with answer as (
  select 'nps' as measure, nps as score, case when nps >= 9 then 'good' when nps <= 6 then 'bad' else 'neutral' end as side, 0 as scale_low, 10 as scale_high
  from kept_survey
  where answered_on between $from and $to
  union all
  select 'csat', csat, case when csat >= 4 then 'good' else 'bad' end, 1, 5
  from kept_survey
  where answered_on between $from and $to
  union all
  select 'ces', ces, case when ces >= 5 then 'good' else 'bad' end, 1, 7
  from kept_survey
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
  score,
  side,
  answers,
  reg_ratio(answers, sum(answers) over (partition by measure)) as share,
  scale_low,
  scale_high
from counted
order by measure, score
