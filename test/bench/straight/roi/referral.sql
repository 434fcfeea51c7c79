with referred as (
  select customers.customer_id as customer_id, customers.referrer_customer_id as referrer_id
  from customers
  where customers.referrer_customer_id <> customers.customer_id
    and customers.referrer_customer_id in (select customer_id from kept_customer)
),
first_purchase as (
  select customer_id, min(day) as day
  from any_checkout
  where net_amount > 0
  group by customer_id
),
bought as (
  select customer_id, count(case when net_amount > 0 then 1 end) as orders, sum(net_amount) as net_amount, sum(margin) as margin
  from any_checkout
  where day between $from and $to
    and customer_id is not null
  group by customer_id
)
select
  count(distinct referred.referrer_id) as referrers,
  count(*) as referred_customers,
  count(case when first_purchase.day between $from and $to then 1 end) as new_customers,
  count(case when bought.orders > 0 then 1 end) as active_customers,
  reg_number(coalesce(sum(bought.net_amount), 0)) as net_sales,
  sum(bought.margin) as margin,
  reg_ratio(sum(bought.margin), count(distinct referred.referrer_id)) as margin_per_referrer,
  reg_ratio(sum(bought.margin), (select sum(margin) from bought)) as share_of_margin
from referred
left join first_purchase on first_purchase.customer_id = referred.customer_id
left join bought on bought.customer_id = referred.customer_id
having count(*) > 0
order by referrers
