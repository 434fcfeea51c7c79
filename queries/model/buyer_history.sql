-- How often, how lately and for how long buyers have bought, as models of repeat buying need it: each history once, and how many
-- have it; nothing while the data gate is shut.
-- part 1: up to observed_to; 2: up to earlier_to, with the days with a purchase since (held_back_purchases).
-- repeats are days with a purchase after the first one; recency_days from the first to the last; age_days from the first to the
-- end of the part. Where histories are told to the week (is_rounded), ages are whole weeks, and so is a silence from 56 days on:
-- the same history is then many people's. Whoever has come back is a day old at least, as is the last purchase.
with later as (
  select
    customer_key,
    count(*) as held_back,
    min(previous_day) as last_before
  from visit
  where opens_day
    and day > (select earlier_to from prediction_basis)
  group by customer_key
),
known as (
  select
    1 as part,
    customer.occasions - 1 as repeats,
    date_diff('day', customer.first_purchase_on, customer.last_purchase_on) as recency_days,
    date_diff('day', customer.first_purchase_on, prediction_basis.observed_to) as age_days,
    0 as held_back_purchases,
    prediction_basis.is_rounded as is_rounded
  from customer
  cross join prediction_basis
  where customer.first_purchase_on is not null
    and prediction_basis.is_enough
  union all
  select
    2 as part,
    customer.occasions - 1 - coalesce(later.held_back, 0) as repeats,
    date_diff('day', customer.first_purchase_on, coalesce(later.last_before, customer.last_purchase_on)) as recency_days,
    date_diff('day', customer.first_purchase_on, prediction_basis.earlier_to) as age_days,
    coalesce(later.held_back, 0) as held_back_purchases,
    prediction_basis.is_rounded as is_rounded
  from customer
  cross join prediction_basis
  left join later on later.customer_key = customer.customer_key
  where customer.first_purchase_on <= prediction_basis.earlier_to
    and prediction_basis.is_enough
),
told as (
  select
    part,
    repeats,
    reg_told_recency(repeats, recency_days, age_days, is_rounded) as recency_days,
    reg_told_age(repeats, age_days, is_rounded) as age_days,
    held_back_purchases
  from known
)
select
  part,
  repeats,
  recency_days,
  age_days,
  held_back_purchases,
  reg_count(count(*)) as buyers
from told
group by part, repeats, recency_days, age_days, held_back_purchases
