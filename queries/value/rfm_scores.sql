-- What does each score stand for: how many customers have it, and from where to where do their values reach?
with scored as (
  select
    'recency' as measure,
    recency_score as score,
    reg_number(recency_days) as amount
  from selected_value
  where side = 'now'
  union all
  select
    'frequency' as measure,
    frequency_score as score,
    reg_number(frequency) as amount
  from selected_value
  where side = 'now'
  union all
  select
    'monetary' as measure,
    monetary_score as score,
    reg_number(monetary) as amount
  from selected_value
  where side = 'now'
)
select
  measure,
  score,
  count(*) as customers,
  min(amount) as lowest,
  max(amount) as highest,
  avg(amount) as mean
from scored
group by measure, score
order by measure, score
