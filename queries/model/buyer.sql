-- One row of each customer with a purchase: how the customer buys and where at home, as in customer, and what the model expects of the
-- customer, null where it cannot predict: which outlook, what of it is asked of everybody (p_alive, expected_sales),
-- and with a spend model gamma + what the customer spent after the day of the first purchase, to which expected spend is in
-- proportion.
with spend_model as (
  select max(case when parameter = 'gamma' then value end) as gamma
  from model_fit
  where model = 'gamma_gamma'
),
history as (
  select
    customer.customer_key as customer_key,
    customer.home_store_key as home_store_key,
    customer.occasions as occasions,
    customer.first_purchase_on as first_purchase_on,
    customer.last_purchase_on as last_purchase_on,
    customer.median_gap_days as median_gap_days,
    customer.occasions - 1 as repeats,
    reg_told_recency(
      customer.occasions - 1,
      date_diff('day', customer.first_purchase_on, customer.last_purchase_on),
      date_diff('day', customer.first_purchase_on, prediction_basis.observed_to),
      prediction_basis.is_rounded
    ) as recency_days,
    reg_told_age(
      customer.occasions - 1,
      date_diff('day', customer.first_purchase_on, prediction_basis.observed_to),
      prediction_basis.is_rounded
    ) as age_days
  from customer
  cross join prediction_basis
  where customer.first_purchase_on is not null
),
expected as (
  select
    history.customer_key as customer_key,
    history.home_store_key as home_store_key,
    history.occasions as occasions,
    history.first_purchase_on as first_purchase_on,
    history.last_purchase_on as last_purchase_on,
    history.median_gap_days as median_gap_days,
    outlook.outlook_key as outlook_key,
    outlook.p_alive as p_alive,
    outlook.discounted_purchases * outlook.spend_factor as spend_share,
    case
      when outlook.outlook_key is not null then spend_model.gamma + coalesce(reg_number(repeat_spend.net_amount), 0.0e0)
    end as spend_scale
  from history
  left join purchase_outlook as outlook
    on outlook.repeats = history.repeats
    and outlook.recency_days = history.recency_days
    and outlook.age_days = history.age_days
  left join repeat_spend on repeat_spend.customer_key = history.customer_key
  cross join spend_model
)
select
  customer_key,
  home_store_key,
  occasions,
  first_purchase_on,
  last_purchase_on,
  median_gap_days,
  outlook_key,
  spend_scale,
  p_alive,
  spend_share * spend_scale as expected_sales
from expected
