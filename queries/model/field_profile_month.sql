-- The profile of the largest tables by the month in which their rows happened; columns as in field_profile.
-- Fields without which no row of purchases is loaded are filled in all of them. Lines that are alike count where orders repeat each other.
-- purchases_together  several orders of a customer in one store at one time, which are few: no other lines are compared
with purchases_filled as (
  select
    reg_month(reg_day(moment)) as day,
    sum(row_count) as row_count,
    sum(customer_id) as customer_id,
    sum(product_id) as product_id,
    sum(discount_amount) as discount_amount,
    sum(cost_amount) as cost_amount,
    sum(campaign_id) as campaign_id,
    sum(unknown_stores) as unknown_stores,
    sum(unknown_products) as unknown_products,
    sum(unknown_campaigns) as unknown_campaigns
  from (
    select
      reg_quarter_hour(purchases.ordered_at) as moment,
      count(*) as row_count,
      count(purchases.customer_id) as customer_id,
      count(purchases.product_id) as product_id,
      count(purchases.discount_amount) as discount_amount,
      count(purchases.cost_amount) as cost_amount,
      count(purchases.campaign_id) as campaign_id,
      count(case when stores.store_id is null then purchases.store_id end) as unknown_stores,
      count(case when products.product_id is null then purchases.product_id end) as unknown_products,
      count(case when campaigns.campaign_id is null then purchases.campaign_id end) as unknown_campaigns
    from purchases
    left join stores on stores.store_id = purchases.store_id
    left join products on products.product_id = purchases.product_id
    left join campaigns on campaigns.campaign_id = purchases.campaign_id
    group by reg_quarter_hour(purchases.ordered_at)
  ) as purchases_by_moment
  group by reg_month(reg_day(moment))
),
purchases_together as (
  select customer_id, store_id, ordered_at
  from purchases
  where customer_id is not null
  group by customer_id, store_id, ordered_at
  having min(reg_order_key(order_id)) <> max(reg_order_key(order_id))
),
purchases_alike as (
  select
    reg_month(reg_day(moment)) as day,
    sum(alike - 1) as hits
  from (
    select
      min(reg_quarter_hour(ordered_at)) as moment,
      count(*) as alike
    from purchases
    where (customer_id, store_id, ordered_at) in (select customer_id, store_id, ordered_at from purchases_together)
    group by reg_line_key(customer_id, store_id, ordered_at, product_id, quantity, net_amount)
    having min(reg_order_key(order_id)) <> max(reg_order_key(order_id))
  ) as line_alike
  group by reg_month(reg_day(moment))
),
consents_filled as (
  select
    reg_month(reg_day(moment)) as day,
    sum(row_count) as row_count,
    sum(customer_id) as customer_id,
    sum(channel) as channel,
    sum("at") as "at",
    sum(granted) as granted,
    sum(source) as source
  from (
    select
      reg_quarter_hour("at") as moment,
      count(*) as row_count,
      count(customer_id) as customer_id,
      count(channel) as channel,
      count("at") as "at",
      count(granted) as granted,
      count(source) as source
    from consents
    group by reg_quarter_hour("at")
  ) as consents_by_moment
  group by reg_month(reg_day(moment))
),
points_filled as (
  select
    reg_month(reg_day(moment)) as day,
    sum(row_count) as row_count,
    sum(entry_id) as entry_id,
    sum(customer_id) as customer_id,
    sum("at") as "at",
    sum(kind) as kind,
    sum(points) as points,
    sum(order_id) as order_id,
    sum(value_amount) as value_amount
  from (
    select
      reg_quarter_hour("at") as moment,
      count(*) as row_count,
      count(entry_id) as entry_id,
      count(customer_id) as customer_id,
      count("at") as "at",
      count(kind) as kind,
      count(points) as points,
      count(order_id) as order_id,
      count(value_amount) as value_amount
    from points
    group by reg_quarter_hour("at")
  ) as points_by_moment
  group by reg_month(reg_day(moment))
),
grades_filled as (
  select
    reg_month(effective_on) as day,
    count(*) as row_count,
    count(customer_id) as customer_id,
    count(effective_on) as effective_on,
    count(grade) as grade
  from grades
  group by reg_month(effective_on)
),
counted as (
  select day, 'purchases' as table_name, 'filled' as aspect, 'order_id' as field, row_count, row_count as hits from purchases_filled
  union all
  select day, 'purchases', 'filled', 'line_no', row_count, row_count from purchases_filled
  union all
  select day, 'purchases', 'filled', 'customer_id', row_count, customer_id from purchases_filled
  union all
  select day, 'purchases', 'filled', 'store_id', row_count, row_count from purchases_filled
  union all
  select day, 'purchases', 'filled', 'channel', row_count, row_count from purchases_filled
  union all
  select day, 'purchases', 'filled', 'ordered_at', row_count, row_count from purchases_filled
  union all
  select day, 'purchases', 'filled', 'product_id', row_count, product_id from purchases_filled
  union all
  select day, 'purchases', 'filled', 'quantity', row_count, row_count from purchases_filled
  union all
  select day, 'purchases', 'filled', 'net_amount', row_count, row_count from purchases_filled
  union all
  select day, 'purchases', 'filled', 'discount_amount', row_count, discount_amount from purchases_filled
  union all
  select day, 'purchases', 'filled', 'cost_amount', row_count, cost_amount from purchases_filled
  union all
  select day, 'purchases', 'filled', 'campaign_id', row_count, campaign_id from purchases_filled
  union all
  select day, 'purchases', 'filled', 'kind', row_count, row_count from purchases_filled
  union all
  select day, 'consents', 'filled', 'customer_id', row_count, customer_id from consents_filled
  union all
  select day, 'consents', 'filled', 'channel', row_count, channel from consents_filled
  union all
  select day, 'consents', 'filled', 'at', row_count, "at" from consents_filled
  union all
  select day, 'consents', 'filled', 'granted', row_count, granted from consents_filled
  union all
  select day, 'consents', 'filled', 'source', row_count, source from consents_filled
  union all
  select day, 'points', 'filled', 'entry_id', row_count, entry_id from points_filled
  union all
  select day, 'points', 'filled', 'customer_id', row_count, customer_id from points_filled
  union all
  select day, 'points', 'filled', 'at', row_count, "at" from points_filled
  union all
  select day, 'points', 'filled', 'kind', row_count, kind from points_filled
  union all
  select day, 'points', 'filled', 'points', row_count, points from points_filled
  union all
  select day, 'points', 'filled', 'order_id', row_count, order_id from points_filled
  union all
  select day, 'points', 'filled', 'value_amount', row_count, value_amount from points_filled
  union all
  select day, 'grades', 'filled', 'customer_id', row_count, customer_id from grades_filled
  union all
  select day, 'grades', 'filled', 'effective_on', row_count, effective_on from grades_filled
  union all
  select day, 'grades', 'filled', 'grade', row_count, grade from grades_filled
  union all
  select day, 'purchases', 'orphan', 'store_id', row_count, unknown_stores from purchases_filled
  union all
  select day, 'purchases', 'orphan', 'product_id', product_id, unknown_products from purchases_filled
  union all
  select day, 'purchases', 'orphan', 'campaign_id', campaign_id, unknown_campaigns from purchases_filled
  union all
  select
    purchases_filled.day,
    'purchases',
    'duplicate',
    'customer_id, store_id, ordered_at, product_id, quantity, net_amount',
    customer_id,
    coalesce(hits, 0)
  from purchases_filled
  left join purchases_alike on purchases_alike.day = purchases_filled.day
)
select
  day,
  table_name,
  aspect,
  field,
  reg_count(row_count) as row_count,
  reg_count(hits) as hits
from counted
where row_count > 0
