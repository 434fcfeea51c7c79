-- What do customers bring who were brought by other customers?
-- bought  what each customer bought who was referred, and as customer_key null what all others did
with bought as (
  select
    referred.customer_key as customer_key,
    max(case when purchase.is_purchase then 1 else 0 end) as is_active,
    sum(purchase.net_amount) as net_amount,
    sum(purchase.margin) as margin
  from selected_scope_purchase as purchase
  left join selected_referral as referred on referred.customer_key = purchase.customer_key
  where purchase.day between $from and $to
  group by referred.customer_key
),
counted as (
  select
    count(distinct referred.referrer_key) as referrers,
    count(*) as referred_customers,
    sum(case when customer.first_purchase_on between $from and $to then 1 else 0 end) as new_customers,
    sum(coalesce(bought.is_active, 0)) as active_customers,
    sum(bought.net_amount) as net_sales,
    sum(bought.margin) as margin
  from selected_referral as referred
  join customer on customer.customer_key = referred.customer_key
  left join bought on bought.customer_key = referred.customer_key
),
identified as (
  select sum(margin) as margin
  from bought
)
select
  reg_count(counted.referrers) as referrers,
  reg_count(counted.referred_customers) as referred_customers,
  reg_count(counted.new_customers) as new_customers,
  reg_count(counted.active_customers) as active_customers,
  coalesce(counted.net_sales, 0.0) as net_sales,
  counted.margin as margin,
  reg_ratio(counted.margin, counted.referrers) as margin_per_referrer,
  reg_ratio(counted.margin, identified.margin) as share_of_margin
from counted
cross join identified
where counted.referred_customers > 0
order by referrers
