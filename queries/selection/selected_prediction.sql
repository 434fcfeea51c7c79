-- What the models expect of each customer, as of the end of the data. p_alive is the probability of still being a customer (1 for
-- one-time buyers by the model's assumption), p_alive_pareto that of one-time buyers by Pareto/NBD, which lets people leave at any
-- time. Purchases are days with a purchase, between limits with 95 % probability. clv is the margin of the sales expected in twelve
-- months, discounted monthly: the chain's margin rate of them, which moves with every day's sales, or all of them without any known
-- cost; null without a spend model. For people who see only some stores: of the customers whose every purchase lies in these stores,
-- for of any other it would tell what was bought elsewhere.
select
  buyer.customer_key as customer_key,
  buyer.home_store_key as home_store_key,
  outlook.repeats as repeats,
  outlook.age_days as age_days,
  buyer.p_alive as p_alive,
  outlook.p_alive_pareto as p_alive_pareto,
  outlook.purchases_90 as purchases_90,
  outlook.purchases_365 as purchases_365,
  outlook.purchases_365_low as purchases_365_low,
  outlook.purchases_365_high as purchases_365_high,
  outlook.spend_factor * buyer.spend_scale as expected_spend,
  buyer.expected_sales * coalesce(data_span.margin_rate, 1.0e0) as clv,
  least(
    outlook.spend_low * buyer.spend_scale * coalesce(data_span.margin_rate, 1.0e0),
    outlook.spend_high * buyer.spend_scale * coalesce(data_span.margin_rate, 1.0e0)
  ) as clv_low,
  greatest(
    outlook.spend_low * buyer.spend_scale * coalesce(data_span.margin_rate, 1.0e0),
    outlook.spend_high * buyer.spend_scale * coalesce(data_span.margin_rate, 1.0e0)
  ) as clv_high
from buyer
join purchase_outlook as outlook on outlook.outlook_key = buyer.outlook_key
cross join data_span
where reg_holds($scope, '*')
  or buyer.customer_key not in (
    select customer_key
    from visit
    where store_key is null
      or store_key not in (select store_key from selected_scope)
  )
