-- The histories that buyers have, each once; nothing while the data gate is shut.
select
  repeats,
  age_days,
  recency_days
from buyer_history
where part = 1
order by repeats, age_days, recency_days
