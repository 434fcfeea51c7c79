-- What the models expect of each customer is read as fitted, at the horizon and discount that are asked by default.
with banded as (
  select case when repeats = 0 then 10 else least(9, cast(floor(10 * p_alive) as integer)) end as place, prediction.*
  from prediction
  where customer_id in (select customer_id from kept_customer)
)
select
  case when place = 10 then 'one_time' else cast(place as text) end as band,
  count(*) as customers,
  sum(p_alive) as expected_alive,
  sum(p_alive_pareto) as expected_alive_pareto,
  sum(purchases_90) as purchases_90,
  sum(purchases_365) as purchases_365,
  sum(clv) as clv
from banded
group by place
order by place
