with buyer as (
  select customer_id, count(case when net_amount > 0 then 1 end) as orders, max(case when net_amount > 0 then day end) as last_day
  from any_checkout
  where customer_id is not null
  group by customer_id
  having count(case when net_amount > 0 then 1 end) > 0
),
measured (place, condition, value, required) as (
  select 1, 'buyers', count(*), 500 from buyer
  union all
  select 2, 'days', max(last_day - first_day) + 1, 180 from chain
  union all
  select 3, 'recent_buyers', count(*), 1 from buyer where last_day > (select last_day from chain) - 30
  union all
  select 4, 'frequent_buyers', count(*), 1 from buyer where orders >= 3
)
select condition, value, required, value >= required as is_met
from measured
order by place
