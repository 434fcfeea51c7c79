-- What the models are fitted to: how many buyers did the same; nothing while the data gate is shut.
-- part 1: as of the end of the data; 2: as of the day up to which the back-test fits; 3: what repeat buyers spent. Where histories
-- are told to the week, means of spend within half a per cent are taken together.
with spent as (
  select
    customer.occasions - 1 as repeats,
    repeat_spend.net_amount as net_amount,
    reg_ratio(repeat_spend.net_amount, customer.occasions - 1) as spend,
    prediction_basis.is_rounded as is_rounded
  from customer
  join repeat_spend on repeat_spend.customer_key = customer.customer_key
  cross join prediction_basis
  where customer.occasions > 1
    and repeat_spend.net_amount > 0
    and prediction_basis.is_enough
),
statistic as (
  select
    part,
    repeats,
    recency_days,
    age_days,
    0.0e0 as spend,
    reg_count(sum(buyers)) as buyers
  from buyer_history
  group by part, repeats, recency_days, age_days
  union all
  select
    3 as part,
    repeats,
    0 as recency_days,
    0 as age_days,
    reg_ratio(sum(net_amount), repeats * count(*)) as spend,
    reg_count(count(*)) as buyers
  from spent
  group by repeats, case when is_rounded then floor(200 * ln(spend)) else spend end
)
select
  part,
  repeats,
  recency_days,
  age_days,
  spend,
  reg_count(buyers) as buyers
from statistic
order by part, repeats, age_days, recency_days, spend
