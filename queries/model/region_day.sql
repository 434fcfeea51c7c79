-- Additive sales measures by day, region, channel and grade (null: anonymous or without a grade); region_key as in category_day.
with place as (
  select
    store_key,
    min(store_key) over (partition by region) as region_key
  from store
)
select
  sale.day as day,
  place.region_key as region_key,
  sale.channel as channel,
  sale.grade as grade,
  reg_money(sum(sale.net_amount)) as net_amount,
  reg_money(sum(sale.identified_net_amount)) as identified_net_amount,
  reg_count(sum(sale.orders)) as orders,
  reg_number(sum(sale.units)) as units,
  reg_money(sum(sale.discount_amount)) as discount_amount,
  reg_money(sum(sale.cost_amount)) as cost_amount,
  reg_money(sum(sale.uncosted_net_amount)) as uncosted_net_amount
from sale_day as sale
join place on place.store_key = sale.store_key
where reg_in_build(sale.day)
group by sale.day, place.region_key, sale.channel, sale.grade
