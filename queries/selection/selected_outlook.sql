-- What the models expect of each customer, as of the end of the data. p_alive is the probability of still being a customer (1 for
-- one-time buyers by the model's assumption), p_alive_pareto that of one-time buyers by Pareto/NBD, which lets people leave at any
-- time. Purchases are days with a purchase, between limits with 95 % probability; expected_sales those of the next twelve months,
-- discounted monthly; null without a spend model. CLV is these × the chain's margin rate, which moves with every day's sales.
select
  customer_prediction.customer_key as customer_key,
  outlook.repeats as repeats,
  outlook.age_days as age_days,
  outlook.p_alive as p_alive,
  outlook.p_alive_pareto as p_alive_pareto,
  outlook.purchases_90 as purchases_90,
  outlook.purchases_365 as purchases_365,
  outlook.purchases_365_low as purchases_365_low,
  outlook.purchases_365_high as purchases_365_high,
  outlook.spend_factor * customer_prediction.spend_scale as expected_spend,
  outlook.discounted_purchases * outlook.spend_factor * customer_prediction.spend_scale as expected_sales,
  outlook.spend_low * customer_prediction.spend_scale as expected_sales_low,
  outlook.spend_high * customer_prediction.spend_scale as expected_sales_high
from customer_prediction
join purchase_outlook as outlook on outlook.outlook_key = customer_prediction.outlook_key
