-- The buyers who have bought since observed_to, with their history as of their last purchase; columns as in buyer_history.
with history as (
  select
    customer.customer_key as customer_key,
    reg_count(customer.occasions - 1) as repeats,
    reg_age(
      reg_count(date_diff('day', customer.first_purchase_on, customer.last_purchase_on)),
      prediction_span.is_rounded
    ) as age_days,
    reg_ratio(repeat_spend.net_amount, customer.occasions - 1) as mean_repeat_spend
  from customer
  cross join prediction_span
  left join repeat_spend on repeat_spend.customer_key = customer.customer_key
  where customer.last_purchase_on > prediction_span.observed_to
    and customer.customer_key in (select customer_key from customer_in_build)
)
select
  customer_key,
  repeats,
  reg_count(case when repeats = 0 then 0 else greatest(1, age_days) end) as recency_days,
  reg_count(case when repeats = 0 then age_days else greatest(1, age_days) end) as age_days,
  mean_repeat_spend
from history
