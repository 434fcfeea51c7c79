-- What does each score stand for: how many customers have it, and from where to where do their values reach?
with scored as (
  select
    measure.measure as measure,
    case measure.measure
      when 'recency' then recency_score
      when 'frequency' then frequency_score
      else monetary_score
    end as score,
    customers,
    case measure.measure
      when 'recency' then reg_number(least_recency_days)
      when 'frequency' then reg_number(least_frequency)
      else reg_number(least_monetary)
    end as lowest,
    case measure.measure
      when 'recency' then reg_number(most_recency_days)
      when 'frequency' then reg_number(most_frequency)
      else reg_number(most_monetary)
    end as highest,
    case measure.measure
      when 'recency' then reg_number(recency_days)
      when 'frequency' then reg_number(frequency)
      else reg_number(monetary)
    end as amount
  from selected_score_count
  cross join (values ('recency'), ('frequency'), ('monetary')) as measure (measure)
  where side = 'now'
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
