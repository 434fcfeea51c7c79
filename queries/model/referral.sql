-- Who was brought by whom.
select
  customer_key.customer_key as customer_key,
  referrer.customer_key as referrer_key
from customers
join customer_key on customer_key.customer_id = customers.customer_id
join customer_key as referrer on referrer.customer_id = customers.referrer_customer_id
where customers.referrer_customer_id <> customers.customer_id
