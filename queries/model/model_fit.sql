-- What the models are fitted to: how many buyers did the same; nothing while the data gate is shut.
-- part 1: as of the end of the data; 2: as of the day up to which the back-test fits; 3: what repeat buyers spent.
with history as (
  select
    1 as part,
    repeats as repeats,
    recency_days as recency_days,
    age_days as age_days,
    0.0e0 as spend
  from buyer_history
  union all
  select
    2 as part,
    earlier_repeats as repeats,
    earlier_recency_days as recency_days,
    earlier_age_days as age_days,
    0.0e0 as spend
  from buyer_history
  where earlier_repeats is not null
  union all
  select
    3 as part,
    repeats as repeats,
    0 as recency_days,
    0 as age_days,
    mean_repeat_spend as spend
  from buyer_history
  where repeats > 0
    and mean_repeat_spend > 0
),
counted as (
  select
    part,
    repeats,
    recency_days,
    age_days,
    spend,
    count(*) as alike
  from history
  where (select is_enough from prediction_basis)
  group by part, repeats, recency_days, age_days, spend
)
select
  part,
  repeats,
  recency_days,
  age_days,
  spend,
  reg_count(alike) as buyers
from counted
order by part, repeats, recency_days, age_days, spend
