-- What can the filter bar offer?
with held as (
  select
    grade_span.grade as grade,
    grade_span.customer_key as customer_key
  from grade_span
  cross join data_span
  where grade_span.starts_on <= data_span.last_day
    and grade_span.ends_before > data_span.last_day
    and (reg_holds($scope, '*') or grade_span.customer_key in (select customer_key from selected_scope_customer))
),
sold as (
  select
    store_key,
    channel,
    sum(orders) as orders
  from selected_scope_sale
  group by store_key, channel
),
stocked as (
  select
    category_key,
    count(*) as products
  from product
  group by category_key
),
found as (
  select
    1 as position, 'region' as dimension, region as member, region as label, cast(null as varchar) as parent, reg_count(count(*)) as n
  from selected_scope
  where region is not null
  group by region
  union all
  select
    2, 'store', scoped.store_id, max(coalesce(scoped.name, scoped.store_id)), max(scoped.region), reg_count(coalesce(sum(sold.orders), 0))
  from selected_scope as scoped
  left join sold on sold.store_key = scoped.store_key
  group by scoped.store_id
  union all
  select 3, 'channel', channel, channel, cast(null as varchar), reg_count(sum(orders))
  from sold
  group by channel
  union all
  select 4, 'category', category_key.category_id, category_key.category_id, cast(null as varchar), reg_count(stocked.products)
  from category_key
  join stocked on stocked.category_key = category_key.category_key
  union all
  select 5, 'grade', grade, grade, cast(null as varchar), reg_count(count(*))
  from held
  group by grade
  union all
  select 6, 'segment', grouped.segment, grouped.segment, cast(null as varchar), reg_count(count(*))
  from selected_value_group as grouped
  where reg_holds($scope, '*') or grouped.customer_key in (select customer_key from selected_scope_customer)
  group by grouped.segment
)
select
  dimension,
  member,
  label,
  parent,
  n
from found
order by position, n desc, member
