-- Which members of a dimension moved a measure, and by how much each?
-- observation  the parts of the measure: an amount, and for a ratio what it is divided by; every part has one member
-- gathered     these added up by key before names are looked up
-- buying       where nothing is filtered only last purchases, which the visits know
-- last_visit   an active customer counts where the last purchase of the period was made
-- A ratio's contribution is what a member adds to it beyond what its share of the denominator would bring at the old total.
with span as (
  select 1 as is_current, $from as starts_on, $to as ends_on
  union all
  select 0, $base_from, $base_to
),
buying as (
  select
    span.is_current as is_current,
    visit.day as day,
    visit.store_key as store_key,
    visit.channel as channel,
    visit.grade as grade,
    cast(null as integer) as category_key,
    visit.customer_key as customer_key
  from span
  cross join selected_visit as visit
  where visit.day between span.starts_on and span.ends_on
    and visit.day between least($from, $base_from) and greatest($to, $base_to)
    and (
      not reg_holds($scope, '*')
      or not reg_unfiltered($region, $store, $channel, $category, $grade)
      or visit.next_day is null
      or visit.next_day > span.ends_on
    )
    and $measure = 'active_customers'
    and $by <> 'category'
  union all
  select
    span.is_current, part.day, part.store_key, part.channel, part.grade, part.main_category_key, part.customer_key
  from span
  cross join selected_order as part
  where part.day between span.starts_on and span.ends_on
    and part.day between least($from, $base_from) and greatest($to, $base_to)
    and part.is_purchase
    and part.customer_key is not null
    and $measure = 'active_customers'
    and $by = 'category'
),
last_day as (
  select
    is_current,
    customer_key,
    max(day) as day
  from buying
  group by is_current, customer_key
),
last_visit as (
  select
    buying.is_current as is_current,
    buying.customer_key as customer_key,
    min(buying.store_key) as store_key,
    min(buying.channel) as channel,
    max(buying.grade) as grade,
    min(buying.category_key) as category_key
  from buying
  join last_day
    on last_day.is_current = buying.is_current
    and last_day.customer_key = buying.customer_key
    and last_day.day = buying.day
  group by buying.is_current, buying.customer_key
),
observation as (
  select
    span.is_current as is_current,
    sale.store_key as store_key,
    sale.channel as channel,
    sale.grade as grade,
    cast(null as integer) as category_key,
    cast(null as integer) as customer_key,
    sale.net_amount as net_amount,
    sale.net_amount - sale.uncosted_net_amount - sale.cost_amount as gross_margin,
    sale.orders as orders,
    0 as complaints
  from span
  cross join selected_sale as sale
  where sale.day between span.starts_on and span.ends_on
    and sale.day between least($from, $base_from) and greatest($to, $base_to)
    and $measure not in ('active_customers', 'complaints')
    and $by = 'store'
  union all
  select
    span.is_current, sale.store_key, sale.channel, sale.grade, cast(null as integer), cast(null as integer),
    sale.net_amount, sale.net_amount - sale.uncosted_net_amount - sale.cost_amount, sale.orders, 0
  from span
  cross join selected_region_sale as sale
  where sale.day between span.starts_on and span.ends_on
    and sale.day between least($from, $base_from) and greatest($to, $base_to)
    and $measure not in ('active_customers', 'complaints')
    and $by in ('region', 'channel', 'grade')
  union all
  select
    span.is_current, part.store_key, part.channel, part.grade, part.main_category_key, part.customer_key,
    part.net_amount, part.net_amount - part.uncosted_net_amount - part.cost_amount,
    reg_count(case when part.is_purchase then 1 else 0 end), 0
  from span
  cross join selected_order as part
  where part.day between span.starts_on and span.ends_on
    and part.day between least($from, $base_from) and greatest($to, $base_to)
    and $measure not in ('active_customers', 'complaints')
    and ($by = 'segment' or ($by = 'category' and $measure not in ('net_sales', 'gross_margin')))
  union all
  select
    span.is_current, part.store_key, part.channel, part.grade, part.category_key, cast(null as integer),
    part.net_amount, part.net_amount - part.uncosted_net_amount - part.cost_amount, reg_count(0), 0
  from span
  cross join selected_category_sale as part
  where part.day between span.starts_on and span.ends_on
    and part.day between least($from, $base_from) and greatest($to, $base_to)
    and $measure in ('net_sales', 'gross_margin')
    and $by = 'category'
  union all
  select
    is_current, store_key, channel, grade, category_key, customer_key,
    cast(null as decimal(18, 4)), cast(null as decimal(18, 4)), reg_count(0), 0
  from last_visit
  union all
  select
    span.is_current, complaint.store_key, complaint.channel, complaint.grade, complaint.category_key, complaint.customer_key,
    cast(null as decimal(18, 4)), cast(null as decimal(18, 4)), reg_count(0), 1
  from span
  cross join selected_complaint as complaint
  where complaint.received_on between span.starts_on and span.ends_on
    and complaint.received_on between least($from, $base_from) and greatest($to, $base_to)
    and $measure in ('complaints', 'complaints_per_1000_orders')
),
gathered as (
  select
    case when $by in ('region', 'store') then store_key end as store_key,
    case when $by = 'channel' then channel end as channel,
    case when $by = 'grade' then grade end as grade,
    case when $by = 'category' then category_key end as category_key,
    case when $by = 'segment' then customer_key end as customer_key,
    is_current,
    sum(net_amount) as net_amount,
    sum(gross_margin) as gross_margin,
    sum(orders) as orders,
    sum(complaints) as complaints,
    count(*) as active_customers
  from observation
  group by 1, 2, 3, 4, 5, is_current
),
counted as (
  select
    case $by
      when 'region' then store.region
      when 'store' then store.store_id
      when 'channel' then gathered.channel
      when 'category' then category_key.category_id
      when 'grade' then gathered.grade
      when 'segment' then grouped.segment
    end as member,
    max(case when $by = 'store' then coalesce(store.name, store.store_id) end) as store_name,
    gathered.is_current as is_current,
    reg_number(coalesce(sum(gathered.net_amount), 0)) as net_sales,
    reg_number(sum(gathered.gross_margin)) as gross_margin,
    reg_number(coalesce(sum(gathered.orders), 0)) as orders,
    reg_number(coalesce(sum(gathered.complaints), 0)) as complaints,
    reg_number(sum(gathered.active_customers)) as active_customers
  from gathered
  left join store on store.store_key = gathered.store_key
  left join category_key on category_key.category_key = gathered.category_key
  left join (
    select customer_key, segment from selected_value_group where $by = 'segment'
  ) as grouped on grouped.customer_key = gathered.customer_key
  group by 1, gathered.is_current
),
part as (
  select
    member,
    store_name,
    is_current,
    case $measure
      when 'net_sales' then net_sales
      when 'gross_margin' then gross_margin
      when 'orders' then orders
      when 'complaints' then complaints
      when 'active_customers' then active_customers
      when 'average_order_value' then net_sales
      when 'complaints_per_1000_orders' then case when loaded.has_complaints then 1000 * complaints end
    end as amount,
    orders as weight
  from counted
  cross join loaded
),
paired as (
  select
    member,
    max(store_name) as store_name,
    sum(case when is_current = 1 then amount end) as amount,
    sum(case when is_current = 0 then amount end) as base_amount,
    coalesce(sum(case when is_current = 1 then weight end), 0) as weight,
    coalesce(sum(case when is_current = 0 then weight end), 0) as base_weight
  from part
  group by member
),
totalled as (
  select
    member,
    coalesce(store_name, member) as label,
    case when is_known then coalesce(amount, 0) else amount end as amount,
    case when is_known then coalesce(base_amount, 0) else base_amount end as base_amount,
    is_known,
    weight,
    base_weight,
    sum(weight) over () as total_weight,
    sum(base_weight) over () as total_base_weight,
    reg_ratio(sum(paired.base_amount) over (), sum(base_weight) over ()) as base_total
  from paired
  cross join (
    select
      case $measure
        when 'gross_margin' then false
        when 'complaints_per_1000_orders' then has_complaints
        else true
      end as is_known
    from loaded
  ) as measurable
),
additive as (
  select
    member,
    label,
    amount as value,
    base_amount as base_value,
    case
      when amount is not null or base_amount is not null then coalesce(amount, 0) - coalesce(base_amount, 0)
    end as contribution,
    cast(null as double) as rate_effect,
    cast(null as double) as mix_effect
  from totalled
  where $measure not in ('average_order_value', 'complaints_per_1000_orders')
),
divided as (
  select
    member,
    label,
    reg_ratio(amount, weight) as value,
    reg_ratio(base_amount, base_weight) as base_value,
    reg_ratio(amount, total_weight) - reg_ratio(base_amount, total_base_weight)
      - base_total * (reg_ratio(weight, total_weight) - reg_ratio(base_weight, total_base_weight)) as contribution,
    case
      when is_known and total_weight <> 0 and total_base_weight <> 0 then
        (reg_ratio(weight, total_weight) + reg_ratio(base_weight, total_base_weight)) / 2
          * coalesce(reg_ratio(amount, weight) - reg_ratio(base_amount, base_weight), 0)
    end as rate_effect
  from totalled
  where $measure in ('average_order_value', 'complaints_per_1000_orders')
),
explained as (
  select member, label, value, base_value, contribution, rate_effect, mix_effect
  from additive
  union all
  select member, label, value, base_value, contribution, rate_effect, contribution - rate_effect
  from divided
)
select
  member,
  label,
  value,
  base_value,
  contribution,
  rate_effect,
  mix_effect
from explained
order by abs(contribution) desc nulls last, member nulls last
