-- What there is to predict from, in one row: the days of prediction_span, and the buyers up to observed_to.
-- is_enough is the data gate: at least 500 buyers and 180 days, a buyer in the last 30 days, one with three orders or more.
with buyer as (
  select
    reg_count(count(*)) as buyers,
    reg_count(coalesce(sum(case when repeats = 0 then 1 else 0 end), 0)) as one_time_buyers,
    reg_count(coalesce(sum(case when orders >= 3 then 1 else 0 end), 0)) as frequent_buyers,
    reg_count(coalesce(sum(case when is_recent then 1 else 0 end), 0)) as recent_buyers
  from buyer_history
)
select
  prediction_span.observed_from as observed_from,
  prediction_span.observed_to as observed_to,
  prediction_span.days as days,
  prediction_span.earlier_to as earlier_to,
  prediction_span.held_back_days as held_back_days,
  buyer.buyers as buyers,
  buyer.one_time_buyers as one_time_buyers,
  buyer.frequent_buyers as frequent_buyers,
  buyer.recent_buyers as recent_buyers,
  reg_flag(
    buyer.buyers >= 500 and coalesce(prediction_span.days, 0) >= 180 and buyer.recent_buyers > 0 and buyer.frequent_buyers > 0
  ) as is_enough
from prediction_span
cross join buyer
