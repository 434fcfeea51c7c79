with placed as (
  select
    monetary as amount,
    reg_number(monetary) as monetary,
    row_number() over (order by monetary, customer_id) as nth,
    count(*) over () as n
  from window_buyer
  where side = 'now'
)
select
  max(n) as customers,
  reg_money(sum(amount)) as amount,
  2 * reg_ratio(sum(nth * monetary), max(n) * sum(monetary)) - reg_ratio(max(n) + 1, max(n)) as gini,
  reg_ratio(sum(monetary * greatest(0, least(1, nth - 0.99 * n))), sum(monetary)) as top_1_percent,
  reg_ratio(sum(monetary * greatest(0, least(1, nth - 0.9 * n))), sum(monetary)) as top_10_percent,
  reg_ratio(sum(monetary * greatest(0, least(1, nth - 0.8 * n))), sum(monetary)) as top_20_percent,
  reg_ratio(sum(monetary * greatest(0, least(1, nth - 0.5 * n))), sum(monetary)) as top_50_percent
from placed
having count(*) > 0
order by customers
