-- What the model expects of each customer with a purchase, as of the end of the data; no row of anybody when it cannot predict.
-- p_alive is the probability of still being a customer (1 for one-time buyers by the model's assumption); its limits carry the
-- uncertainty of the parameters. p_alive_pareto is that of one-time buyers by Pareto/NBD, which lets people leave at any time. Purchases are days with a purchase in the next 90 and 365 days, with the limits between which
-- they fall with 95 % probability. clv is the margin of the next twelve months, discounted monthly; null without a spend model.
-- Without any known cost the margin is the whole net amount.
with spend_model as (
  select
    max(case when parameter = 'p' then value end) as p,
    max(case when parameter = 'q' then value end) as q,
    max(case when parameter = 'gamma' then value end) as gamma
  from model_fit
  where model = 'gamma_gamma'
),
expected as (
  select
    buyer_history.customer_key as customer_key,
    buyer_history.repeats as repeats,
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
    coalesce(prediction_basis.margin_rate, 1.0e0) as margin_rate,
    spend_model.gamma + buyer_history.repeats * coalesce(buyer_history.mean_repeat_spend, 0.0e0) as spend_scale,
    spend_model.p / (spend_model.p * buyer_history.repeats + spend_model.q - 1) as spend_factor
  from buyer_history
  join purchase_outlook as outlook
    on outlook.repeats = buyer_history.repeats
    and outlook.recency_days = buyer_history.recency_days
    and outlook.age_days = buyer_history.age_days
  cross join prediction_basis
  cross join spend_model
)
select
  customer_key,
  repeats,
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
  discounted_purchases * spend_factor * spend_scale * margin_rate as clv,
  least(spend_low * spend_scale * margin_rate, spend_high * spend_scale * margin_rate) as clv_low,
  greatest(spend_low * spend_scale * margin_rate, spend_high * spend_scale * margin_rate) as clv_high
from expected
