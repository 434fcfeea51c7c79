-- What was sold of each category on each day, by region, channel and grade (null: anonymous or without a grade).
-- region_key is the lowest number of a store of the region (of those without a region likewise); orders are those that hold a
-- positive net amount of the category; costs as in order_category.
with place as (
  select
    store_key,
    min(store_key) over (partition by region) as region_key
  from store
)
select
  portion.category_key as category_key,
  portion.day as day,
  place.region_key as region_key,
  portion.channel as channel,
  portion.grade as grade,
  reg_money(sum(portion.net_amount)) as net_amount,
  reg_money(sum(case when portion.customer_key is not null then portion.net_amount else 0 end)) as identified_net_amount,
  reg_count(sum(case when portion.net_amount > 0 then 1 else 0 end)) as orders,
  reg_number(sum(portion.units)) as units,
  reg_money(sum(portion.discount_amount)) as discount_amount,
  reg_money(sum(portion.cost_amount)) as cost_amount,
  reg_money(sum(portion.uncosted_net_amount)) as uncosted_net_amount
from order_category as portion
join place on place.store_key = portion.store_key
where reg_in_build(portion.day)
group by portion.category_key, portion.day, place.region_key, portion.channel, portion.grade
