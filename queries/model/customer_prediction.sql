-- Which outlook each customer with a purchase has, and with a spend model gamma + what the customer spent after the day of the
-- first purchase, to which expected spend is in proportion; no row of anybody when the model cannot predict.
with spend_model as (
  select max(case when parameter = 'gamma' then value end) as gamma
  from model_fit
  where model = 'gamma_gamma'
),
history as (
  select
    customer.customer_key as customer_key,
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
)
select
  history.customer_key as customer_key,
  outlook.outlook_key as outlook_key,
  spend_model.gamma + coalesce(reg_number(repeat_spend.net_amount), 0.0e0) as spend_scale
from history
join purchase_outlook as outlook
  on outlook.repeats = history.repeats
  and outlook.recency_days = history.recency_days
  and outlook.age_days = history.age_days
left join repeat_spend on repeat_spend.customer_key = history.customer_key
cross join spend_model
