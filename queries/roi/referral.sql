-- What do customers bring who were brought by other customers?
-- bought  what each customer bought who was referred, and as customer_key null what all known customers did
with bought as (
  select
    sold.customer_key as customer_key,
    sold.is_active as is_active,
    reg_number(sold.net_amount) as net_amount,
    reg_number(sold.net_amount - sold.uncosted_net_amount)
      - reg_number(coalesce(sold.cost_amount, 0))
      + reg_number(sold.uncosted_net_amount) * data_span.margin_rate as margin
  from selected_referral_sale as sold
  cross join data_span
),
arrived as (
  select count(*) as customers
  from customer
  where first_purchase_on between $from and $to
    and customer_key in (select customer_key from selected_referral)
),
counted as (
  select
    count(distinct referred.referrer_key) as referrers,
    count(*) as referred_customers,
    sum(coalesce(bought.is_active, 0)) as active_customers,
    sum(bought.net_amount) as net_sales,
    sum(bought.margin) as margin
  from selected_referral as referred
  left join bought on bought.customer_key = referred.customer_key
)
select
  reg_count(counted.referrers) as referrers,
  reg_count(counted.referred_customers) as referred_customers,
  reg_count((select customers from arrived)) as new_customers,
  reg_count(counted.active_customers) as active_customers,
  coalesce(counted.net_sales, 0.0) as net_sales,
  counted.margin as margin,
  reg_ratio(counted.margin, counted.referrers) as margin_per_referrer,
  reg_ratio(counted.margin, (select margin from bought where customer_key is null)) as share_of_margin
from counted
where counted.referred_customers > 0
order by referrers
