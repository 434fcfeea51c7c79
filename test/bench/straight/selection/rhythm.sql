-- How each customer buys: purchase days, the last of them, and the median of the days between them.
select
  customer_id,
  count(*) as occasions,
  min(day) as first_purchase_on,
  max(day) as last_purchase_on,
  quantile_cont(reg_number(day - previous_day), 0.5) as median_gap_days
from spaced_day
group by customer_id
