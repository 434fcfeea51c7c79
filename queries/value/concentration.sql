-- How unevenly do customers buy: Gini, and what do the best tenth, fifth and half of them bring?
-- The rank of equal ones does not matter: a group of equals takes the mean of its ranks.
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
)
select
  reg_count(max(all_customers)) as customers,
  reg_money(sum(monetary * alike)) as amount,
  2 * reg_ratio(
    sum(reg_number(monetary) * alike * (customers_up_to - (alike - 1) / 2.0)),
    max(all_customers) * max(all_amount)
  ) - (max(all_customers) + 1) / reg_number(max(all_customers)) as gini,
  reg_ratio(
    sum(reg_number(monetary) * reg_beyond(customers_up_to, alike, 0.99 * all_customers)),
    max(all_amount)
  ) as top_1_percent,
  reg_ratio(
    sum(reg_number(monetary) * reg_beyond(customers_up_to, alike, 0.9 * all_customers)),
    max(all_amount)
  ) as top_10_percent,
  reg_ratio(
    sum(reg_number(monetary) * reg_beyond(customers_up_to, alike, 0.8 * all_customers)),
    max(all_amount)
  ) as top_20_percent,
  reg_ratio(
    sum(reg_number(monetary) * reg_beyond(customers_up_to, alike, 0.5 * all_customers)),
    max(all_amount)
  ) as top_50_percent
from spread
having sum(alike) > 0
order by customers
