with told as (
  select
    received_on as day,
    kept_case.store_id as store_id,
    kept_case.category as category,
    root_cause,
    kept_case.product_id as product_id,
    1 as complaints,
    cast(null as integer) as orders
  from kept_case
  union all
  select day, store_id, null, null, null, null, case when net_amount > 0 then 1 else 0 end
  from kept_checkout
)
select
  reg_bucket($grain, day, $from) as bucket,
  day between $from and $to as in_period,
  told.store_id as store_id,
  case when count(complaints) > 0 then max(stores.name) end as store_name,
  told.category as category,
  root_cause,
  told.product_id as product_id,
  max(products.name) as product_name,
  reg_count(sum(complaints)) as complaints,
  reg_count(sum(orders)) as orders
from told
left join stores on stores.store_id = told.store_id
left join products on products.product_id = told.product_id
where day between $from and $to
  or (day < $from and day between $baseline_from and $baseline_to)
  or (day < $from and day >= $from - 364 and $baseline_to < date '1980-01-01')
group by complaints is null, reg_bucket($grain, day, $from), day between $from and $to, told.store_id, told.category, root_cause, told.product_id
order by bucket, in_period, store_id nulls last, category nulls last, root_cause nulls last, product_id nulls last, orders nulls last
