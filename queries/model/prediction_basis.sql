-- What there is to predict from, in one row; no day is known when no purchase is loaded.
-- The back-test fits up to earlier_to and holds back the rest: half of the days, a year at most.
-- is_rounded: more than 1,000,000 have bought, and histories are told to the week (see buyer_history).
-- is_enough is the data gate: at least 500 buyers and 180 days, a buyer in the last 30 days, one with three orders or more.
with buyer as (
  select
    reg_count(count(*)) as buyers,
    reg_count(coalesce(sum(case when customer.occasions = 1 then 1 else 0 end), 0)) as one_time_buyers,
    reg_count(coalesce(sum(case when customer.orders >= 3 then 1 else 0 end), 0)) as frequent_buyers,
    reg_count(coalesce(sum(case when customer.last_purchase_on > data_span.last_day - 30 then 1 else 0 end), 0)) as recent_buyers
  from customer
  cross join data_span
  where customer.first_purchase_on is not null
),
counted as (
  select
    first_day as observed_from,
    last_day as observed_to,
    reg_count(date_diff('day', first_day, last_day) + 1) as days,
    cast(least(365, floor((date_diff('day', first_day, last_day) + 1) / 2)) as integer) as held_back_days
  from data_span
)
select
  counted.observed_from as observed_from,
  counted.observed_to as observed_to,
  counted.days as days,
  counted.observed_to - counted.held_back_days as earlier_to,
  counted.held_back_days as held_back_days,
  buyer.buyers as buyers,
  buyer.one_time_buyers as one_time_buyers,
  buyer.frequent_buyers as frequent_buyers,
  buyer.recent_buyers as recent_buyers,
  reg_flag(buyer.buyers > 1000000) as is_rounded,
  reg_flag(
    buyer.buyers >= 500 and coalesce(counted.days, 0) >= 180 and buyer.recent_buyers > 0 and buyer.frequent_buyers > 0
  ) as is_enough
from counted
cross join buyer
