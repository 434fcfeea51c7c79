-- How many customers of these regions have ordered often enough, brought enough in twelve months, bought from the category on
-- two days of the last ninety, and not complained in the last hundred and eighty?
with bought as (
  select customer_key
  from (
    select
      customer_key,
      day
    from order_category
    where day > $as_of - 90
      and category_key = (select category_key from category_key where category_id = $category)
      and customer_key is not null
    group by customer_key, day
    having sum(net_amount) > 0
  ) as bought_day
  group by customer_key
  having count(*) >= 2
)
select reg_count(count(*)) as customers
from customer
join customer_value on customer_value.customer_key = customer.customer_key
where customer.home_store_key in (select store_key from store where region in (select unnest($region)))
  and customer.orders >= $least_orders
  and customer_value.net_amount >= $least_net_sales
  and customer.customer_key in (select customer_key from bought)
  and customer.customer_key not in (
    select customer_key
    from complaint_case
    where received_on > $as_of - 180
      and customer_key is not null
  )
