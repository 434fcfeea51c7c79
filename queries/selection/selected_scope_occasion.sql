-- The purchase days of each customer at any time, whatever the filters say, with the purchase days before and after. For people who
-- see only some stores, the chain is these stores.
with seen as (
  select distinct
    customer_key,
    day
  from visit
  where not reg_holds($scope, '*')
    and store_key in (select store_key from selected_scope)
)
select
  customer_key,
  day,
  previous_day,
  second_previous_day,
  next_day
from visit
where reg_holds($scope, '*')
  and opens_day
union all
select
  customer_key,
  day,
  lag(nullif(day, null)) over (partition by customer_key order by day) as previous_day,
  lag(nullif(day, null), 2) over (partition by customer_key order by day) as second_previous_day,
  lead(nullif(day, null)) over (partition by customer_key order by day) as next_day
from seen
