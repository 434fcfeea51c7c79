-- How each customer of the chosen segments buys, whatever the other filters say: purchase occasions, the first and the last of
-- them, and the median of the days between them; and what the model says: the probability of still being a customer, and the sales of
-- twelve months (see purchase_outlook). For people who see only some stores, the chain is these stores, of which no model speaks.
with universe as (
  select
    customer_key,
    occasions,
    first_purchase_on,
    last_purchase_on,
    median_gap_days,
    p_alive,
    expected_sales
  from buyer
  where reg_holds($scope, '*')
  union all
  select
    customer_key,
    reg_count(count(*)) as occasions,
    min(day) as first_purchase_on,
    max(day) as last_purchase_on,
    reg_number(reg_median(date_diff('day', previous_day, day))) as median_gap_days,
    reg_number(null) as p_alive,
    reg_number(null) as expected_sales
  from selected_occasion
  where not reg_holds($scope, '*')
  group by customer_key
)
select
  customer_key,
  occasions,
  first_purchase_on,
  last_purchase_on,
  median_gap_days,
  p_alive,
  expected_sales
from universe
where reg_empty($segment) or customer_key in (select customer_key from selected_member)
