-- Customers in order of what they buy, the least first: what share of the sales do the first so many of them bring?
-- Corners of the curve, the last of each hundredth of the customers; between corners it is straight.
with spread as (
  select
    monetary,
    customers as alike,
    sum(customers) over (order by monetary) as customers_up_to,
    sum(reg_number(monetary) * customers) over (order by monetary) as amount_up_to,
    sum(customers) over () as all_customers,
    sum(reg_number(monetary) * customers) over () as all_amount
  from (
    select
      monetary,
      count(*) as customers
    from selected_buyer
    where side_key = 1
    group by monetary
  ) as of_amount
),
placed as (
  select
    monetary,
    customers_up_to,
    amount_up_to,
    all_customers,
    all_amount,
    max(customers_up_to) over (partition by ceil(reg_ratio(100 * customers_up_to, all_customers))) as last_of_hundredth
  from spread
)
select
  reg_count(customers_up_to) as customers,
  reg_ratio(customers_up_to, all_customers) as share_of_customers,
  reg_ratio(amount_up_to, all_amount) as share_of_amount,
  reg_money(monetary) as amount_at_most
from placed
where customers_up_to = last_of_hundredth
order by customers
