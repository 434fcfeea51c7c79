-- How often, how lately and for how long each customer has bought, as models of repeat buying need it; one row per buyer.
-- repeats are days with a purchase after the first one; recency_days from the first to the last; age_days from the first to the
-- end of the data. mean_repeat_spend is what a repeat day came to on average, returns and what came to nothing left out.
-- The earlier_ columns say the same as of earlier_to and are null for who had not bought by then; held_back_purchases are the
-- days with a purchase after it.
-- Where so many have bought that it is_rounded, ages are whole weeks, and so is a silence from 56 days on: the same history is
-- then many people's, and what follows from it is worked out once for all of them.
with held_back as (
  select
    visit.customer_key as customer_key,
    count(*) as purchases,
    min(visit.previous_day) as last_before
  from visit
  cross join prediction_basis
  where visit.opens_day
    and visit.day > prediction_basis.earlier_to
  group by visit.customer_key
),
history as (
  select
    customer.customer_key as customer_key,
    prediction_basis.is_rounded as is_rounded,
    reg_count(customer.occasions - 1) as repeats,
    reg_count(date_diff('day', customer.first_purchase_on, customer.last_purchase_on)) as recency_days,
    reg_count(date_diff('day', customer.first_purchase_on, prediction_basis.observed_to)) as age_days,
    reg_ratio(repeat_spend.net_amount, customer.occasions - 1) as mean_repeat_spend,
    reg_count(
      case
        when customer.first_purchase_on <= prediction_basis.earlier_to
          then customer.occasions - 1 - coalesce(held_back.purchases, 0)
      end
    ) as earlier_repeats,
    reg_count(
      case
        when customer.first_purchase_on <= prediction_basis.earlier_to
          then date_diff('day', customer.first_purchase_on, coalesce(held_back.last_before, customer.last_purchase_on))
      end
    ) as earlier_recency_days,
    reg_count(
      case
        when customer.first_purchase_on <= prediction_basis.earlier_to
          then date_diff('day', customer.first_purchase_on, prediction_basis.earlier_to)
      end
    ) as earlier_age_days,
    reg_count(
      case when customer.first_purchase_on <= prediction_basis.earlier_to then coalesce(held_back.purchases, 0) end
    ) as held_back_purchases
  from customer
  cross join prediction_basis
  left join held_back on held_back.customer_key = customer.customer_key
  left join repeat_spend on repeat_spend.customer_key = customer.customer_key
  where customer.first_purchase_on is not null
),
observed as (
  select
    *,
    reg_silence(age_days - recency_days, is_rounded) as silence,
    reg_age(age_days, is_rounded) as age,
    reg_silence(earlier_age_days - earlier_recency_days, is_rounded) as earlier_silence,
    reg_age(earlier_age_days, is_rounded) as earlier_age
  from history
)
select
  customer_key,
  repeats,
  reg_count(case when repeats = 0 then 0 else greatest(1, age - silence) end) as recency_days,
  age as age_days,
  mean_repeat_spend,
  earlier_repeats,
  reg_count(case when earlier_repeats = 0 then 0 when earlier_repeats > 0 then greatest(1, earlier_age - earlier_silence) end) as earlier_recency_days,
  earlier_age as earlier_age_days,
  held_back_purchases
from observed
