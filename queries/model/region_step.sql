-- purchase_step as the stores of one region (null: without one) see it: how many customers went from which day to which other one, by aspects.
-- next      from a purchase day in the region to the next one there (day null: the first one); on_file and so on as in purchase_step
-- second    from a purchase day in the region to the time after the next one there
-- anywhere  from a purchase day in the region to the next one in the whole chain (next_day null: none)
-- new       from the first purchase day in the whole chain to the first one in the region
with place as (
  select
    store_key,
    min(store_key) over (partition by region) as region_key
  from store
),
seen as (
  select
    visit.customer_key as customer_key,
    place.region_key as region_key,
    visit.day as day,
    visit.next_day as chain_next_day,
    visit.first_day as chain_first_day,
    visit.shares_day as shares_day
  from visit
  join place on place.store_key = visit.store_key
),
occasion as (
  select
    customer_key,
    region_key,
    day,
    lag(nullif(day, null)) over (partition by customer_key, region_key order by day) as previous_day,
    lag(nullif(day, null), 2) over (partition by customer_key, region_key order by day) as second_previous_day,
    chain_next_day,
    chain_first_day
  from (
    select customer_key, region_key, day, chain_next_day, chain_first_day
    from seen
    where not shares_day
    union all
    select distinct customer_key, region_key, day, chain_next_day, chain_first_day
    from seen
    where shares_day
  ) as purchase_day
),
step as (
  select
    occasion.region_key as region_key,
    'next' as aspect,
    occasion.previous_day as day,
    occasion.day as next_day,
    reg_count(count(*)) as customers,
    reg_count(count(case when customer.is_on_file then 1 end)) as on_file,
    reg_count(count(case when customer.is_reachable then 1 end)) as reachable,
    reg_count(sum(customer.filled_weight)) as filled_weight
  from occasion
  join customer on customer.customer_key = occasion.customer_key
  group by occasion.region_key, occasion.previous_day, occasion.day
  union all
  select region_key, 'second', second_previous_day, day, reg_count(count(*)), reg_count(0), reg_count(0), reg_count(0)
  from occasion
  where second_previous_day is not null
  group by region_key, second_previous_day, day
  union all
  select region_key, 'anywhere', day, chain_next_day, reg_count(count(*)), reg_count(0), reg_count(0), reg_count(0)
  from occasion
  group by region_key, day, chain_next_day
  union all
  select region_key, 'new', chain_first_day, day, reg_count(count(*)), reg_count(0), reg_count(0), reg_count(0)
  from occasion
  where previous_day is null
  group by region_key, chain_first_day, day
)
select
  store.region as region,
  step.aspect as aspect,
  step.day as day,
  step.next_day as next_day,
  step.customers as customers,
  step.on_file as on_file,
  step.reachable as reachable,
  step.filled_weight as filled_weight
from step
join store on store.store_key = step.region_key
