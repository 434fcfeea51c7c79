-- How many customers are probably still there, and what are they worth?
with banded as (
  select
    case
      when repeats = 0 then 10
      else least(9, cast(floor(10 * p_alive) as integer))
    end as place,
    p_alive,
    p_alive_pareto,
    purchases_90,
    purchases_365,
    clv
  from selected_chosen_worth
),
summed as (
  select
    place,
    count(*) as n,
    sum(p_alive) as alive_sum,
    sum(p_alive_pareto) as alive_pareto_sum,
    sum(purchases_90) as purchases_90_sum,
    sum(purchases_365) as purchases_365_sum,
    sum(clv) as clv_sum
  from banded
  group by place
)
select
  case when place = 10 then 'one_time' else reg_text(place) end as band,
  reg_count(n) as customers,
  alive_sum as expected_alive,
  alive_pareto_sum as expected_alive_pareto,
  purchases_90_sum as purchases_90,
  purchases_365_sum as purchases_365,
  clv_sum as clv
from summed
order by place
