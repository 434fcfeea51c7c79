-- What the model expects of each customer with a purchase, as of observed_to or the last purchase since; no row of anybody when it
-- cannot predict.
-- p_alive is the probability of still being a customer (1 for one-time buyers by the model's assumption); its limits carry the
-- uncertainty of the parameters. p_alive_pareto is that of one-time buyers by Pareto/NBD, which lets people leave at any time. Purchases are days with a purchase in the next 90 and 365 days, with the limits between which
-- they fall with 95 % probability. expected_sales are those of the next twelve months, discounted monthly; null without a spend
-- model. CLV is these × the chain's margin rate, which moves with every day's sales and is left to whoever asks.
with spend_model as (
  select
    max(case when parameter = 'p' then value end) as p,
    max(case when parameter = 'q' then value end) as q,
    max(case when parameter = 'gamma' then value end) as gamma
  from model_fit
  where model = 'gamma_gamma'
),
history as (
  select
    customer_key,
    repeats,
    recency_days,
    age_days,
    mean_repeat_spend
  from buyer_history
  where customer_key in (select customer_key from customer_in_build)
    and customer_key not in (select customer_key from buyer_since)
  union all
  select
    customer_key,
    repeats,
    recency_days,
    age_days,
    mean_repeat_spend
  from buyer_since
  where customer_key in (select customer_key from customer_in_build)
),
expected as (
  select
    history.customer_key as customer_key,
    history.repeats as repeats,
    history.age_days as age_days,
    outlook.p_alive as p_alive,
    outlook.p_alive_low as p_alive_low,
    outlook.p_alive_high as p_alive_high,
    outlook.p_alive_pareto as p_alive_pareto,
    outlook.purchases_90 as purchases_90,
    outlook.purchases_90_low as purchases_90_low,
    outlook.purchases_90_high as purchases_90_high,
    outlook.purchases_365 as purchases_365,
    outlook.purchases_365_low as purchases_365_low,
    outlook.purchases_365_high as purchases_365_high,
    outlook.discounted_purchases as discounted_purchases,
    outlook.spend_low as spend_low,
    outlook.spend_high as spend_high,
    spend_model.gamma + history.repeats * coalesce(history.mean_repeat_spend, 0.0e0) as spend_scale,
    spend_model.p / (spend_model.p * history.repeats + spend_model.q - 1) as spend_factor
  from history
  join purchase_outlook as outlook
    on outlook.repeats = history.repeats
    and outlook.recency_days = history.recency_days
    and outlook.age_days = history.age_days
  cross join spend_model
)
select
  customer_key,
  repeats,
  age_days,
  p_alive,
  p_alive_low,
  p_alive_high,
  p_alive_pareto,
  purchases_90,
  purchases_90_low,
  purchases_90_high,
  purchases_365,
  purchases_365_low,
  purchases_365_high,
  spend_factor * spend_scale as expected_spend,
  discounted_purchases * spend_factor * spend_scale as expected_sales,
  spend_low * spend_scale as expected_sales_low,
  spend_high * spend_scale as expected_sales_high
from expected
