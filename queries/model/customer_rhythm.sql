-- How each customer buys: purchase occasions, the first and the last of them, and the median of the days between them.
select
  customer_key,
  reg_count(count(*)) as occasions,
  min(day) as first_purchase_on,
  max(day) as last_purchase_on,
  reg_number(reg_median(date_diff('day', previous_day, day))) as median_gap_days
from visit
where opens_day
  and customer_key in (select customer_key from customer_in_build)
group by customer_key
