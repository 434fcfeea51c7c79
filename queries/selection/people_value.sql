-- The customers behind a mark of the value page.
select customer_value.customer_key as customer_key
from customer_value
join selected_customer on selected_customer.customer_key = customer_value.customer_key
where $who = 'value_group'
  and customer_value.segment = $of
