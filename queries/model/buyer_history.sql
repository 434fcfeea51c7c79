-- How often, how lately and for how long each customer has bought, as models of repeat buying need it; one row per buyer, as of
-- observed_to (what has been bought since is in buyer_since).
-- repeats are days with a purchase after the first one; recency_days from the first to the last; age_days from the first to
-- observed_to. mean_repeat_spend is what a repeat day came to on average, returns and what came to nothing left out.
-- is_recent: bought in the last 30 days.
-- The earlier_ columns say the same as of earlier_to and are null for who had not bought by then; held_back_purchases are the
-- days with a purchase after it.
-- Where so many have bought that it is_rounded, ages are whole weeks, and so is a silence from 56 days on: the same history is
-- then many people's, and what follows from it is worked out once for all of them. Whoever has come back is a day old at least, as
-- is the last purchase.
with occasion_later as (
  select
    visit.customer_key as customer_key,
    sum(case when visit.day > prediction_span.observed_to then 1 else 0 end) as since,
    min(case when visit.day > prediction_span.observed_to then visit.previous_day end) as last_before_since,
    count(*) as since_earlier,
    min(visit.previous_day) as last_before
  from visit
  cross join prediction_span
  where visit.opens_day
    and visit.day > prediction_span.earlier_to
    and visit.customer_key in (select customer_key from customer_in_build)
  group by visit.customer_key
),
order_later as (
  select
    purchase_order.customer_key as customer_key,
    count(*) as orders,
    sum(purchase_order.net_amount) as net_amount
  from purchase_order
  where purchase_order.is_purchase
    and purchase_order.day > (select observed_to from prediction_span)
    and purchase_order.customer_key in (select customer_key from customer_in_build)
  group by purchase_order.customer_key
),
known as (
  select
    customer.customer_key as customer_key,
    prediction_span.observed_to as observed_to,
    prediction_span.earlier_to as earlier_to,
    prediction_span.is_rounded as is_rounded,
    customer.first_purchase_on as first_purchase_on,
    case
      when occasion_later.since > 0 then occasion_later.last_before_since
      else customer.last_purchase_on
    end as last_purchase_on,
    customer.occasions - 1 - coalesce(occasion_later.since, 0) as repeats,
    customer.orders - coalesce(order_later.orders, 0) as orders,
    repeat_spend.net_amount - coalesce(order_later.net_amount, 0) as repeat_net_amount,
    coalesce(occasion_later.since_earlier, 0) - coalesce(occasion_later.since, 0) as held_back,
    occasion_later.last_before as last_before,
    customer.first_purchase_on <= prediction_span.earlier_to as is_early
  from customer
  cross join prediction_span
  left join occasion_later on occasion_later.customer_key = customer.customer_key
  left join order_later on order_later.customer_key = customer.customer_key
  left join repeat_spend on repeat_spend.customer_key = customer.customer_key
  where customer.first_purchase_on <= prediction_span.observed_to
    and customer.customer_key in (select customer_key from customer_in_build)
),
history as (
  select
    customer_key,
    is_rounded,
    reg_count(repeats) as repeats,
    reg_count(orders) as orders,
    last_purchase_on > observed_to - 30 as is_recent,
    reg_count(date_diff('day', first_purchase_on, last_purchase_on)) as recency_days,
    reg_count(date_diff('day', first_purchase_on, observed_to)) as age_days,
    reg_ratio(repeat_net_amount, repeats) as mean_repeat_spend,
    reg_count(case when is_early then repeats - held_back end) as earlier_repeats,
    reg_count(
      case when is_early then date_diff('day', first_purchase_on, coalesce(last_before, last_purchase_on)) end
    ) as earlier_recency_days,
    reg_count(case when is_early then date_diff('day', first_purchase_on, earlier_to) end) as earlier_age_days,
    reg_count(case when is_early then held_back end) as held_back_purchases
  from known
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
  reg_count(case when repeats = 0 then age else greatest(1, age) end) as age_days,
  mean_repeat_spend,
  orders,
  reg_flag(is_recent) as is_recent,
  earlier_repeats,
  reg_count(case when earlier_repeats = 0 then 0 when earlier_repeats > 0 then greatest(1, earlier_age - earlier_silence) end) as earlier_recency_days,
  reg_count(case when earlier_repeats = 0 then earlier_age when earlier_repeats > 0 then greatest(1, earlier_age) end) as earlier_age_days,
  held_back_purchases
from observed
