-- What was sold on each day up to the last, how many customers came for the first time in the quarter, and where?
-- day      one row per day with sales; value of active customers: those whose first purchase of the quarter this is, so that
--          days add up to distinct customers; visitors: the customers with a purchase
-- store    one row per store and quarter with sales, from which the stores that opened and closed are told
-- span     one row: first and last day of all data as far as it is asked for
with last_known as (
  select
    first_day,
    least($to, last_day) as day
  from data_span
),
sold as (
  select
    sale.day as day,
    sale.store_key as store_key,
    reg_add_months(
      reg_bucket('quarter', reg_add_months(reg_month(sale.day), -(($fiscal_start - 1) % 3)), $from),
      ($fiscal_start - 1) % 3
    ) as quarter,
    reg_money(sum(sale.net_amount)) as net_amount,
    reg_count(sum(sale.orders)) as orders
  from selected_sale as sale
  where sale.day <= $to
  group by sale.day, sale.store_key
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
    day,
    sum(customers) as visitors,
    sum(
      case
        when previous_day is null then customers
        when previous_day < reg_add_months(
          reg_bucket('quarter', reg_add_months(reg_month(day), -(($fiscal_start - 1) % 3)), $from),
          ($fiscal_start - 1) % 3
        ) then customers
        else 0
      end
    ) as opening_customers
  from occasion
  group by day
),
listed as (
  select
    'day' as kind,
    cast(null as varchar) as store_id,
    totalled.day as starts_on,
    totalled.day as ends_on,
    cast(null as date) as closed_on,
    reg_number(
      case $measure
        when 'net_sales' then reg_number(totalled.net_amount)
        when 'orders' then reg_number(totalled.orders)
        else reg_number(coalesce(came.opening_customers, 0))
      end
    ) as value,
    reg_count(totalled.orders) as orders,
    reg_count(came.visitors) as visitors
  from (
    select
      day,
      sum(net_amount) as net_amount,
      sum(orders) as orders
    from sold
    group by day
  ) as totalled
  left join came on came.day = totalled.day
  union all
  select
    'store',
    max(store.store_id),
    min(sold.day),
    max(sold.day),
    max(store.closed_on),
    reg_number(sum(sold.net_amount)),
    reg_count(sum(sold.orders)),
    reg_count(null)
  from sold
  left join store on store.store_key = sold.store_key
  group by sold.store_key, sold.quarter
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
