-- Which days the predictions are made from, in one row; no day is known when no purchase is loaded.
-- Where more than 1,000,000 have bought, is_rounded: the models are fitted at the end of the last week that is over, so that a day
-- more changes only what is expected of those who bought on it, and histories are told to the week (see buyer_history).
-- The back-test fits up to earlier_to and holds back the rest: half of the days, a year at most.
with buyer as (
  select count(*) > 1000000 as is_rounded
  from customer
  where first_purchase_on is not null
),
span as (
  select
    data_span.first_day as observed_from,
    case
      when buyer.is_rounded then reg_bucket('week', data_span.last_day, data_span.last_day) - 1
      else data_span.last_day
    end as observed_to,
    buyer.is_rounded as is_rounded
  from data_span
  cross join buyer
),
counted as (
  select
    observed_from,
    observed_to,
    is_rounded,
    reg_count(date_diff('day', observed_from, observed_to) + 1) as days,
    cast(least(365, floor((date_diff('day', observed_from, observed_to) + 1) / 2)) as integer) as held_back_days
  from span
)
select
  observed_from,
  observed_to,
  days,
  observed_to - held_back_days as earlier_to,
  held_back_days,
  reg_flag(is_rounded) as is_rounded
from counted
