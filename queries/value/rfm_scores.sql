-- What does each score stand for: how many customers have it, and from where to where do their values reach?
with counted as (
  select
    recency_score,
    frequency_score,
    monetary_score,
    count(*) as customers,
    min(recency_days) as least_recency_days,
    max(recency_days) as most_recency_days,
    sum(recency_days) as recency_days,
    min(frequency) as least_frequency,
    max(frequency) as most_frequency,
    sum(frequency) as frequency,
    min(monetary) as least_monetary,
    max(monetary) as most_monetary,
    sum(monetary) as monetary
  from selected_score
  where side = 'now'
  group by recency_score, frequency_score, monetary_score
),
scored as (
  select
    'recency' as measure,
    recency_score as score,
    customers,
    reg_number(least_recency_days) as lowest,
    reg_number(most_recency_days) as highest,
    reg_number(recency_days) as amount
  from counted
  union all
  select
    'frequency',
    frequency_score,
    customers,
    reg_number(least_frequency),
    reg_number(most_frequency),
    reg_number(frequency)
  from counted
  union all
  select
    'monetary',
    monetary_score,
    customers,
    reg_number(least_monetary),
    reg_number(most_monetary),
    reg_number(monetary)
  from counted
)
select
  measure,
  score,
  reg_count(sum(customers)) as customers,
  min(lowest) as lowest,
  max(highest) as highest,
  reg_ratio(sum(amount), sum(customers)) as mean
from scored
group by measure, score
order by measure, score
