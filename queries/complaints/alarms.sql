-- How many complaints and orders fell into each bucket of the baseline and of the period, by what they could be told apart by?
-- kind 'complaints': one row per combination; kind 'orders': one row per store
with sold as (
  select
    reg_bucket($grain, day, $from) as bucket,
    day between $from and $to as in_period,
    store_key,
    sum(orders) as orders
  from selected_sale
  where day between $from and $to
    or (day < $from and day between $baseline_from and $baseline_to)
    or (day < $from and day >= $from - 364 and $baseline_to < reg_date('1980-01-01'))
  group by 1, day between $from and $to, store_key
),
dated as (
  select
    'complaints' as kind,
    reg_bucket($grain, received_on, $from) as bucket,
    received_on between $from and $to as in_period,
    store_id,
    store_name,
    complaint_category as category,
    root_cause,
    product_id,
    product_name,
    1 as complaints,
    0 as orders
  from selected_case_cell
  where received_on between $from and $to
    or (received_on < $from and received_on between $baseline_from and $baseline_to)
    or (received_on < $from and received_on >= $from - 364 and $baseline_to < reg_date('1980-01-01'))
  union all
  select
    'orders',
    sold.bucket,
    sold.in_period,
    store.store_id,
    coalesce(store.name, store.store_id),
    cast(null as varchar),
    cast(null as varchar),
    cast(null as varchar),
    cast(null as varchar),
    0,
    sold.orders
  from sold
  left join store on store.store_key = sold.store_key
)
select
  kind,
  bucket,
  reg_flag(in_period) as in_period,
  store_id,
  max(store_name) as store_name,
  category,
  root_cause,
  product_id,
  max(product_name) as product_name,
  reg_count(sum(complaints)) as complaints,
  reg_count(sum(orders)) as orders
from dated
group by kind, bucket, in_period, store_id, category, root_cause, product_id
order by kind, bucket, in_period, store_id nulls last, category nulls last, root_cause nulls last, product_id nulls last
