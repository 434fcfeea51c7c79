-- What do the purchases cover?
with sold as (
  select
    min(day) as first_day,
    max(day) as last_day,
    count(distinct store_key) as stores,
    sum(orders) as orders,
    sum(lines) as lines
  from selected_scope_sale
),
known as (
  select count(*) as customers
  from selected_scope_buyer
)
select
  sold.first_day as first_day,
  sold.last_day as last_day,
  reg_count(sold.stores) as stores,
  reg_count(known.customers) as customers,
  reg_count(sold.orders) as orders,
  reg_count(sold.lines) as lines
from sold
cross join known
where sold.first_day is not null
order by first_day
