select
  'complaints' as table_name,
  'customer_id, store_id, received_at, category' as same_fields,
  reg_count(sum(alike)) as rows,
  reg_count(sum(alike - 1)) as duplicates,
  reg_ratio(sum(alike - 1), sum(alike)) as duplicate_share
from (
  select count(*) as alike
  from complaints
  where customer_id is not null
  group by customer_id, store_id, received_at, category
) as complaint
union all
select
  'purchases',
  'customer_id, store_id, ordered_at, product_id, quantity, net_amount',
  reg_count(sum(alike)),
  reg_count(sum(case when orders > 1 then alike - 1 else 0 end)),
  reg_ratio(sum(case when orders > 1 then alike - 1 else 0 end), sum(alike))
from (
  select count(*) as alike, count(distinct order_id) as orders
  from purchases
  where customer_id is not null
  group by customer_id, store_id, ordered_at, product_id, quantity, net_amount
) as purchase
union all
select
  'service_contacts',
  'customer_id, store_id, kind, at',
  reg_count(sum(alike)),
  reg_count(sum(alike - 1)),
  reg_ratio(sum(alike - 1), sum(alike))
from (
  select count(*) as alike
  from service_contacts
  where customer_id is not null
    and "at" is not null
  group by customer_id, store_id, kind, "at"
) as contact
union all
select
  'surveys',
  'customer_id, store_id, answered_at, nps, csat, ces',
  reg_count(sum(alike)),
  reg_count(sum(alike - 1)),
  reg_ratio(sum(alike - 1), sum(alike))
from (
  select count(*) as alike
  from surveys
  where customer_id is not null
    and answered_at is not null
  group by customer_id, store_id, answered_at, nps, csat, ces
) as survey
order by table_name
