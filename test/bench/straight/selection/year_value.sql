-- What each customer brought in the twelve months that end with the data.
select customer_id, sum(margin) as margin
from any_checkout
where customer_id is not null
  and day >= reg_add_months((select last_day from chain) + 1, -12)
group by customer_id
