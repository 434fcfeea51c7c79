-- The histories that buyers have, each once; nothing while the data gate is shut.
select distinct
  repeats,
  age_days,
  recency_days
from (
  select repeats, age_days, recency_days
  from buyer_history
  union all
  select repeats, age_days, recency_days
  from buyer_since
) as history
where (select is_enough from prediction_basis)
order by repeats, age_days, recency_days
