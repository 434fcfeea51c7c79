-- How many complaints and orders fell into each bucket of the baseline and of the period, by what they could be told apart by?
-- Complaints: one row per combination, without orders; orders: one row per store, without complaints.
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
complained as (
  select
    reg_bucket($grain, received_on, $from) as bucket,
    received_on between $from and $to as in_period,
    store_id,
    max(store_name) as store_name,
    complaint_category as category,
    root_cause,
    product_id,
    max(product_name) as product_name,
    count(*) as complaints
  from selected_case_cell
  where received_on between $from and $to
    or (received_on < $from and received_on between $baseline_from and $baseline_to)
    or (received_on < $from and received_on >= $from - 364 and $baseline_to < reg_date('1980-01-01'))
  group by 1, received_on between $from and $to, store_id, complaint_category, root_cause, product_id
),
dated as (
  select
    bucket,
    in_period,
    store_id,
    store_name,
    category,
    root_cause,
    product_id,
    product_name,
    reg_count(complaints) as complaints,
    reg_count(null) as orders
  from complained
  union all
  select
    sold.bucket,
    sold.in_period,
    store.store_id,
    cast(null as varchar),
    cast(null as varchar),
    cast(null as varchar),
    cast(null as varchar),
    cast(null as varchar),
    reg_count(null),
    reg_count(sold.orders)
  from sold
  left join store on store.store_key = sold.store_key
)
select
  bucket,
  reg_flag(in_period) as in_period,
  store_id,
  store_name,
  category,
  root_cause,
  product_id,
  product_name,
  complaints,
  orders
from dated
order by bucket, in_period, store_id nulls last, category nulls last, root_cause nulls last, product_id nulls last, orders nulls last
