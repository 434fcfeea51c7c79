-- How is CLV spread over customers?
with grouped as (
  select
    customer_key,
    segment as group_id,
    cast(null as varchar) as group_name
  from selected_value_group
  where $by = 'segment'
  union all
  select
    customer_key,
    grade,
    cast(null as varchar)
  from grade_span
  where $by = 'grade'
    and starts_on <= $to
    and ends_before > $to
  union all
  select
    customer.customer_key,
    case $by when 'region' then store.region else store.store_id end,
    case when $by = 'store' then coalesce(store.name, store.store_id) end
  from customer
  join store on store.store_key = customer.home_store_key
  where $by in ('region', 'store')
),
placed as (
  select
    case when $by <> 'loyalty' then grouped.group_id when worth.repeats = 0 then 'one_time' else 'repeat' end as group_id,
    grouped.group_name as group_name,
    worth.clv as value
  from selected_worth as worth
  left join grouped on grouped.customer_key = worth.customer_key
  where worth.clv is not null
    and (
      (reg_holds($scope, '*') and reg_unfiltered($region, $store, $grade, $grade, $segment))
      or worth.customer_key in (select customer_key from selected_customer)
    )
),
spread as (
  select
    group_id,
    max(group_name) as group_name,
    reg_count(count(*)) as customers,
    sum(value) as clv,
    reg_spread(value) as shares
  from placed
  group by group_id
)
select
  group_id as member,
  coalesce(group_name, group_id) as label,
  customers,
  clv,
  clv / customers as mean,
  shares[1] as decile_1,
  shares[2] as quartile_1,
  shares[3] as median,
  shares[4] as quartile_3,
  shares[5] as decile_9
from spread
order by clv desc, member nulls last
