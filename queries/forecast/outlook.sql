-- What was sold on each day up to the last, how many customers came for the first time in the quarter, and where?
-- day      one row per day with sales; value of active customers: those whose first purchase of the quarter this is, so that
--          days add up to distinct customers; visitors: the customers with a purchase
-- store    one row per store and quarter with sales and its orders, from which the stores that opened and closed are told
-- span     one row: first and last day of all data as far as it is asked for
with last_known as (
  select
    first_day,
    least($to, last_day) as day
  from data_span
),
sold as (
  select
    day,
    sum(net_amount) as net_amount,
    sum(orders) as orders
  from selected_region_sale
  where day <= $to
  group by day
),
quarter_day as (
  select
    day,
    reg_add_months(
      reg_bucket('quarter', reg_add_months(reg_month(day), -(($fiscal_start - 1) % 3)), $from),
      ($fiscal_start - 1) % 3
    ) as quarter
  from sold
),
traded as (
  select
    sale.store_key as store_key,
    quarter_day.quarter as quarter,
    min(sale.day) as starts_on,
    max(sale.day) as ends_on,
    sum(sale.orders) as orders
  from selected_sale as sale
  join quarter_day on quarter_day.day = sale.day
  where sale.day <= $to
  group by sale.store_key, quarter_day.quarter
),
occasion as (
  select
    next_day as day,
    day as previous_day,
    customers
  from selected_kept_step
  where steps = 1
    and next_day <= $to
    and $measure = 'active_customers'
  union all
  select
    day,
    lag(nullif(day, null)) over (partition by customer_key order by day) as previous_day,
    reg_count(1) as customers
  from (
    select distinct
      customer_key,
      day
    from selected_visit
    where day <= $to
      and $measure = 'active_customers'
      and not reg_stepped($region, $store, $channel, $category, $grade, $segment, $scope)
  ) as seen
),
came as (
  select
    occasion.day as day,
    sum(occasion.customers) as visitors,
    sum(
      case when occasion.previous_day is null or occasion.previous_day < quarter_day.quarter then occasion.customers else 0 end
    ) as opening_customers
  from occasion
  join quarter_day on quarter_day.day = occasion.day
  group by occasion.day
),
listed as (
  select
    'day' as kind,
    cast(null as varchar) as store_id,
    sold.day as starts_on,
    sold.day as ends_on,
    cast(null as date) as closed_on,
    reg_number(
      case $measure
        when 'net_sales' then reg_number(sold.net_amount)
        when 'orders' then reg_number(sold.orders)
        else reg_number(coalesce(came.opening_customers, 0))
      end
    ) as value,
    reg_count(sold.orders) as orders,
    reg_count(came.visitors) as visitors
  from sold
  left join came on came.day = sold.day
  union all
  select
    'store',
    store.store_id,
    traded.starts_on,
    traded.ends_on,
    store.closed_on,
    reg_number(null),
    reg_count(traded.orders),
    reg_count(null)
  from traded
  left join store on store.store_key = traded.store_key
  union all
  select
    'span',
    cast(null as varchar),
    first_day,
    day,
    cast(null as date),
    reg_number(null),
    reg_count(null),
    reg_count(null)
  from last_known
)
select
  kind,
  store_id,
  starts_on,
  ends_on,
  closed_on,
  value,
  orders,
  visitors
from listed
order by kind, starts_on, store_id
