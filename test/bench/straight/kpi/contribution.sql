with side as (
  select 1 as is_current, $from as starts_on, $to as ends_on
  union all
  select 0, $base_from, $base_to
),
line as (
  select
    side.is_current as is_current,
    kept_line.*,
    products.category as category,
    coalesce(kept_line.cost_amount, reg_cost(kept_line.quantity, products.unit_cost)) as cost
  from side
  join kept_line on kept_line.day between side.starts_on and side.ends_on
  left join products on products.product_id = kept_line.product_id
  where $measure <> 'complaints'
),
portion as (
  select
    is_current,
    order_id,
    day,
    store_id,
    channel,
    customer_id,
    category,
    sum(net_amount) as net_amount,
    sum(case when cost is not null then net_amount end) - sum(cost) as gross_margin
  from line
  group by is_current, order_id, day, store_id, channel, customer_id, category
),
checkout as (
  select
    is_current,
    order_id,
    day,
    store_id,
    channel,
    customer_id,
    (array_agg(category order by net_amount desc, category))[1] as category,
    sum(net_amount) as net_amount,
    sum(gross_margin) as gross_margin
  from portion
  group by is_current, order_id, day, store_id, channel, customer_id
),
last_checkout as (
  select
    is_current,
    customer_id,
    day,
    store_id,
    channel,
    category
  from (
    select
      is_current,
      customer_id,
      day,
      min(store_id) as store_id,
      min(channel) as channel,
      min(category) as category,
      row_number() over (partition by is_current, customer_id order by day desc) as nth
    from checkout
    where customer_id is not null
      and net_amount > 0
      and $measure = 'active_customers'
    group by is_current, customer_id, day
  ) as by_day
  where nth = 1
),
observation as (
  select is_current, day, store_id, channel, customer_id, category, net_amount, gross_margin, 0 as orders, 0 as complaints
  from portion
  where $by = 'category'
    and $measure in ('net_sales', 'gross_margin')
  union all
  select is_current, day, store_id, channel, customer_id, category, net_amount, gross_margin, case when net_amount > 0 then 1 else 0 end, 0
  from checkout
  where not ($by = 'category' and $measure in ('net_sales', 'gross_margin'))
    and $measure <> 'active_customers'
  union all
  select is_current, day, store_id, channel, customer_id, category, null, null, 0, 0
  from last_checkout
  union all
  select side.is_current, received_on, store_id, kept_complaint.channel, customer_id, products.category, null, null, 0, 1
  from side
  join kept_complaint on received_on between side.starts_on and side.ends_on
  left join products on products.product_id = kept_complaint.product_id
  where $measure in ('complaints', 'complaints_per_1000_orders')
),
counted as (
  select
    case $by
      when 'region' then stores.region
      when 'store' then observation.store_id
      when 'channel' then observation.channel
      when 'category' then observation.category
      when 'grade' then held_grade.grade
      when 'segment' then customer_segments.segment
    end as member,
    max(case when $by = 'store' then stores.name end) as store_name,
    is_current,
    case $measure
      when 'net_sales' then reg_number(coalesce(sum(net_amount), 0))
      when 'gross_margin' then reg_number(sum(gross_margin))
      when 'orders' then sum(orders)
      when 'complaints' then sum(complaints)
      when 'active_customers' then count(*)
      when 'average_order_value' then reg_number(coalesce(sum(net_amount), 0))
      when 'complaints_per_1000_orders' then 1000 * sum(complaints)
    end as amount,
    sum(orders) as weight
  from observation
  left join stores on stores.store_id = observation.store_id
  left join held_grade
    on $by = 'grade'
    and held_grade.customer_id = observation.customer_id
    and held_grade.starts_on <= observation.day
    and held_grade.ends_before > observation.day
  left join customer_segments
    on $by = 'segment'
    and customer_segments.customer_id = observation.customer_id
  group by 1, is_current
),
paired as (
  select
    member,
    coalesce(max(store_name), member) as label,
    max(case when is_current = 1 then amount end) as amount,
    max(case when is_current = 0 then amount end) as base_amount,
    coalesce(max(case when is_current = 1 then weight end), 0) as weight,
    coalesce(max(case when is_current = 0 then weight end), 0) as base_weight
  from counted
  group by member
),
totalled as (
  select
    *,
    $measure in ('average_order_value', 'complaints_per_1000_orders') as is_ratio,
    reg_ratio(weight, sum(weight) over ()) as share,
    reg_ratio(base_weight, sum(base_weight) over ()) as base_share,
    reg_ratio(sum(base_amount) over (), sum(base_weight) over ()) as base_total,
    reg_ratio(coalesce(amount, 0), sum(weight) over ()) as part,
    reg_ratio(coalesce(base_amount, 0), sum(base_weight) over ()) as base_part
  from paired
),
explained as (
  select
    member,
    label,
    case
      when is_ratio then reg_ratio(coalesce(amount, 0), weight)
      when $measure = 'gross_margin' then amount
      else coalesce(amount, 0)
    end as value,
    case
      when is_ratio then reg_ratio(coalesce(base_amount, 0), base_weight)
      when $measure = 'gross_margin' then base_amount
      else coalesce(base_amount, 0)
    end as base_value,
    case
      when is_ratio then part - base_part - base_total * (share - base_share)
      when coalesce(amount, base_amount) is not null then coalesce(amount, 0) - coalesce(base_amount, 0)
    end as contribution,
    case
      when is_ratio and share is not null and base_share is not null then
        (share + base_share) / 2
          * coalesce(reg_ratio(coalesce(amount, 0), weight) - reg_ratio(coalesce(base_amount, 0), base_weight), 0)
    end as rate_effect
  from totalled
)
select
  member,
  label,
  value,
  base_value,
  contribution,
  rate_effect,
  contribution - rate_effect as mix_effect
from explained
order by abs(contribution) desc nulls last, member nulls last
