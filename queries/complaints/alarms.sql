-- How many complaints and orders fell into each bucket of the baseline and of the period, by what they could be told apart by?
-- kind 'complaints': one row per combination; kind 'orders': one row per store
with dated as (
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
    reg_bucket($grain, sale.day, $from),
    sale.day between $from and $to,
    store.store_id,
    coalesce(store.name, store.store_id),
    cast(null as varchar),
    cast(null as varchar),
    cast(null as varchar),
    cast(null as varchar),
    0,
    sale.orders
  from selected_sale as sale
  left join store on store.store_key = sale.store_key
  where sale.day between $from and $to
    or (sale.day < $from and sale.day between $baseline_from and $baseline_to)
    or (sale.day < $from and sale.day >= $from - 364 and $baseline_to < reg_date('1980-01-01'))
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
