-- The months in which each customer of the chosen segments bought, whatever the other filters say, with the first purchase
-- day in the month, of all, and in the next month with one. For people who see only some stores, the chain is these stores.
-- With $counting any_order, orders that are no purchase and returns count like purchases.
with seen as (
  select
    customer_key,
    reg_month(day) as month,
    min(day) as first_day
  from purchase_order
  where not reg_holds($scope, '*')
    and customer_key is not null
    and (is_purchase or $counting = 'any_order')
    and store_key in (select store_key from selected_scope)
  group by customer_key, reg_month(day)
),
universe as (
  select
    customer_key,
    month,
    first_day,
    since,
    next_first_day
  from customer_month
  where $counting = 'purchases'
    and reg_holds($scope, '*')
    and first_day is not null
  union all
  select
    customer_key,
    month,
    first_order_day as first_day,
    since_order as since,
    next_order_day as next_first_day
  from customer_month
  where $counting = 'any_order'
    and reg_holds($scope, '*')
  union all
  select
    customer_key,
    month,
    first_day,
    min(first_day) over (partition by customer_key) as since,
    lead(nullif(first_day, null)) over (partition by customer_key order by month) as next_first_day
  from seen
)
select
  customer_key,
  month,
  first_day,
  since,
  next_first_day
from universe
where reg_empty($segment) or customer_key in (select customer_key from selected_member)
