-- How does each member of a dimension do on one measure, now and in the period it is compared with?
-- standing        customers not lapsed when the period (side 1) or that compared with (side 0) began, by the last purchase before it
-- standing_visit  these purchases; without a category filter those who see every store are told by the visits themselves
-- observation     what the measure is made of; only the branch of the measure asked for gives rows
-- belonging       what has a member; active customers of the regions of a whole chain are counted by first purchase days of a period
-- gathered        what adds up is added up by key before names are looked up
with side as (
  select
    1 as side,
    $from as starts_on,
    least($to, last_day) as ends_on
  from data_span
  where $measure = 'churn_rate'
  union all
  select
    0 as side,
    $base_from as starts_on,
    least($base_to, last_day) as ends_on
  from data_span
  where $measure = 'churn_rate'
),
lapsing as (
  select distinct
    side.side as side,
    occasion.customer_key as customer_key
  from side
  cross join selected_occasion as occasion
  where occasion.day + $inactive_days + 1 between side.starts_on and side.ends_on
    and occasion.day between least($from, $base_from) - $inactive_days - 1 and greatest($to, $base_to)
    and (occasion.next_day is null or occasion.next_day > occasion.day + $inactive_days)
),
standing as (
  select
    side.side as side,
    occasion.customer_key as customer_key,
    occasion.day as day,
    case when lapsing.customer_key is not null then 1 else 0 end as lapsed
  from side
  cross join selected_occasion as occasion
  left join lapsing
    on lapsing.side = side.side
    and lapsing.customer_key = occasion.customer_key
  where side.starts_on <= side.ends_on
    and occasion.day < side.starts_on
    and occasion.day + $inactive_days + 1 >= side.starts_on
    and occasion.day between least($from, $base_from) - $inactive_days - 1 and greatest($to, $base_to)
    and (occasion.next_day is null or occasion.next_day >= side.starts_on)
),
standing_visit as (
  select
    side.side as side,
    visit.day as day,
    visit.store_key as store_key,
    visit.channel as channel,
    visit.grade as grade,
    visit.customer_key as customer_key,
    case when lapsing.customer_key is not null then 1 else 0 end as lapsed
  from side
  cross join selected_visit as visit
  left join lapsing
    on lapsing.side = side.side
    and lapsing.customer_key = visit.customer_key
  where $by <> 'category'
    and reg_holds($scope, '*')
    and reg_empty($category)
    and side.starts_on <= side.ends_on
    and visit.day < side.starts_on
    and visit.day + $inactive_days + 1 >= side.starts_on
    and visit.day between least($from, $base_from) - $inactive_days - 1 and greatest($to, $base_to)
    and (visit.next_day is null or visit.next_day >= side.starts_on)
  union all
  select
    standing.side, standing.day, visit.store_key, visit.channel, visit.grade, standing.customer_key, standing.lapsed
  from standing
  join selected_visit as visit on visit.customer_key = standing.customer_key and visit.day = standing.day
  where $by <> 'category'
    and not (reg_holds($scope, '*') and reg_empty($category))
),
observation as (
  select
    day,
    store_key,
    channel,
    grade,
    cast(null as integer) as category_key,
    cast(null as integer) as customer_key,
    net_amount,
    orders,
    0 as complaints,
    cast(null as bigint) as nps,
    reg_flag(null) as is_satisfied,
    cast(null as integer) as side,
    0 as lapsed
  from selected_sale
  where day between least($from, $base_from) and greatest($to, $base_to)
    and $measure in ('net_sales', 'orders', 'complaints_per_1000_orders')
    and $by = 'store'
  union all
  select
    day, store_key, channel, grade, cast(null as integer), cast(null as integer),
    net_amount, orders, 0, cast(null as bigint), reg_flag(null), cast(null as integer), 0
  from selected_region_sale
  where day between least($from, $base_from) and greatest($to, $base_to)
    and $measure in ('net_sales', 'orders', 'complaints_per_1000_orders')
    and $by in ('region', 'channel', 'grade')
  union all
  select
    day, store_key, channel, grade, category_key, cast(null as integer),
    net_amount, orders, 0, cast(null as bigint), reg_flag(null), cast(null as integer), 0
  from selected_category_sale
  where day between least($from, $base_from) and greatest($to, $base_to)
    and $measure in ('net_sales', 'orders', 'complaints_per_1000_orders')
    and $by = 'category'
  union all
  select
    day, store_key, channel, grade, cast(null as integer), customer_key,
    net_amount, reg_count(case when is_purchase then 1 else 0 end), 0, cast(null as bigint), reg_flag(null), cast(null as integer), 0
  from selected_order
  where day between least($from, $base_from) and greatest($to, $base_to)
    and $measure in ('net_sales', 'orders', 'complaints_per_1000_orders')
    and $by = 'segment'
  union all
  select
    day, store_key, channel, grade, category_key, customer_key,
    cast(null as decimal(18, 4)), reg_count(0), 0, cast(null as bigint), reg_flag(null), cast(null as integer), 0
  from selected_portion
  where day between least($from, $base_from) and greatest($to, $base_to)
    and $measure = 'active_customers'
    and net_amount > 0
    and $by = 'category'
  union all
  select
    day, store_key, channel, grade, cast(null as integer), customer_key,
    cast(null as decimal(18, 4)), reg_count(0), 0, cast(null as bigint), reg_flag(null), cast(null as integer), 0
  from selected_visit
  where day between least($from, $base_from) and greatest($to, $base_to)
    and $measure = 'active_customers'
    and $by <> 'category'
    and not ($by = 'region' and reg_unfiltered($region, $store, $channel, $category, $grade) and reg_empty($segment) and reg_holds($scope, '*'))
  union all
  select
    received_on, store_key, channel, grade, category_key, customer_key,
    cast(null as decimal(18, 4)), reg_count(0), 1, cast(null as bigint), reg_flag(null), cast(null as integer), 0
  from selected_complaint
  where received_on between least($from, $base_from) and greatest($to, $base_to)
    and $measure in ('complaints', 'complaints_per_1000_orders')
  union all
  select
    answered_on, store_key, channel, grade, category_key, customer_key,
    cast(null as decimal(18, 4)), reg_count(0), 0, nps, is_satisfied, cast(null as integer), 0
  from selected_survey
  where answered_on between least($from, $base_from) and greatest($to, $base_to)
    and (($measure = 'nps' and nps is not null) or ($measure = 'csat' and csat is not null))
  union all
  select
    day, store_key, channel, grade, cast(null as integer), customer_key,
    cast(null as decimal(18, 4)), reg_count(0), 0, cast(null as bigint), reg_flag(null), side, lapsed
  from standing_visit
  union all
  select
    standing.day, portion.store_key, portion.channel, portion.grade, portion.category_key, standing.customer_key,
    cast(null as decimal(18, 4)), reg_count(0), 0, cast(null as bigint), reg_flag(null), standing.side, standing.lapsed
  from standing
  join selected_portion as portion on portion.customer_key = standing.customer_key and portion.day = standing.day
  where $by = 'category'
    and portion.net_amount > 0
),
placed as (
  select
    store_key,
    channel,
    grade,
    category_key,
    customer_key,
    coalesce(side = 1, day between $from and $to) as is_current,
    coalesce(side = 0, day between $base_from and $base_to) as is_base,
    net_amount,
    orders,
    complaints,
    lapsed,
    nps,
    is_satisfied
  from observation
  where side is not null
    or day between $from and $to
    or day between $base_from and $base_to
),
gathered as (
  select
    store_key, channel, grade, category_key, customer_key, is_current, is_base,
    net_amount, orders, complaints, lapsed, nps, is_satisfied
  from placed
  where $by = 'segment'
    or $measure not in ('net_sales', 'orders', 'complaints_per_1000_orders')
  union all
  select
    case when $by in ('region', 'store') then store_key end,
    case when $by = 'channel' then channel end,
    case when $by = 'grade' then grade end,
    case when $by = 'category' then category_key end,
    cast(null as integer),
    is_current,
    is_base,
    reg_money(sum(net_amount)),
    reg_count(sum(orders)),
    reg_count(sum(complaints)),
    0,
    cast(null as bigint),
    reg_flag(null)
  from placed
  where $by <> 'segment'
    and $measure in ('net_sales', 'orders', 'complaints_per_1000_orders')
  group by 1, 2, 3, 4, is_current, is_base
),
belonging as (
  select
    case $by
      when 'region' then store.region
      when 'store' then store.store_id
      when 'channel' then gathered.channel
      when 'category' then category_key.category_id
      when 'grade' then gathered.grade
      when 'segment' then grouped.segment
    end as member,
    case when $by = 'store' then coalesce(store.name, store.store_id) end as store_name,
    gathered.is_current as is_current,
    gathered.is_base as is_base,
    gathered.customer_key as customer_key,
    0 as customers,
    gathered.net_amount as net_amount,
    gathered.orders as orders,
    gathered.complaints as complaints,
    gathered.lapsed as lapsed,
    gathered.nps as nps,
    gathered.is_satisfied as is_satisfied
  from gathered
  left join store on store.store_key = gathered.store_key
  left join category_key on category_key.category_key = gathered.category_key
  left join (
    select customer_key, segment from selected_value_group where $by = 'segment'
  ) as grouped on grouped.customer_key = gathered.customer_key
  union all
  select
    region, cast(null as varchar), is_current, is_base, cast(null as integer), customers,
    cast(null as decimal(18, 4)), reg_count(0), 0, 0, cast(null as bigint), reg_flag(null)
  from (
    select
      region,
      customers,
      next_day between $from and $to and (day is null or day < $from) as is_current,
      next_day between $base_from and $base_to and (day is null or day < $base_from) as is_base
    from selected_region_active
    where $measure = 'active_customers'
      and $by = 'region'
  ) as stepped
  where is_current
    or is_base
),
counted as (
  select
    member,
    max(store_name) as store_name,
    reg_money(sum(case when is_current then net_amount end)) as net_sales,
    reg_count(sum(case when is_current then orders end)) as orders,
    reg_count(count(distinct case when is_current then customer_key end) + sum(case when is_current then customers else 0 end)) as active_customers,
    reg_count(count(distinct case when is_current and lapsed = 1 then customer_key end)) as lapsed_customers,
    reg_count(sum(case when is_current then complaints end)) as complaints,
    reg_count(count(case when is_current then nps end)) as answers,
    reg_count(sum(case when is_current and nps >= 9 then 1 else 0 end)) as promoters,
    reg_count(sum(case when is_current and nps <= 6 then 1 else 0 end)) as detractors,
    reg_count(count(case when is_current then is_satisfied end)) as ratings,
    reg_count(sum(case when is_current and is_satisfied then 1 else 0 end)) as satisfied,
    reg_money(sum(case when is_base then net_amount end)) as base_net_sales,
    reg_count(sum(case when is_base then orders end)) as base_orders,
    reg_count(count(distinct case when is_base then customer_key end) + sum(case when is_base then customers else 0 end)) as base_active_customers,
    reg_count(count(distinct case when is_base and lapsed = 1 then customer_key end)) as base_lapsed_customers,
    reg_count(sum(case when is_base then complaints end)) as base_complaints,
    reg_count(count(case when is_base then nps end)) as base_answers,
    reg_count(sum(case when is_base and nps >= 9 then 1 else 0 end)) as base_promoters,
    reg_count(sum(case when is_base and nps <= 6 then 1 else 0 end)) as base_detractors,
    reg_count(count(case when is_base then is_satisfied end)) as base_ratings,
    reg_count(sum(case when is_base and is_satisfied then 1 else 0 end)) as base_satisfied
  from belonging
  group by member
),
measured as (
  select
    member,
    coalesce(store_name, member) as label,
    case $measure
      when 'net_sales' then reg_number(coalesce(net_sales, 0))
      when 'orders' then reg_number(coalesce(orders, 0))
      when 'active_customers' then reg_number(active_customers)
      when 'churn_rate' then reg_ratio(lapsed_customers, active_customers)
      when 'complaints' then reg_number(coalesce(complaints, 0))
      when 'complaints_per_1000_orders' then case when loaded.has_complaints then 1000 * reg_ratio(complaints, orders) end
      when 'nps' then case when answers >= $min_n then reg_nps(promoters, detractors, answers) end
      when 'csat' then case when ratings >= $min_n then reg_ratio(satisfied, ratings) end
    end as value,
    case $measure
      when 'net_sales' then reg_number(coalesce(base_net_sales, 0))
      when 'orders' then reg_number(coalesce(base_orders, 0))
      when 'active_customers' then reg_number(base_active_customers)
      when 'churn_rate' then reg_ratio(base_lapsed_customers, base_active_customers)
      when 'complaints' then reg_number(coalesce(base_complaints, 0))
      when 'complaints_per_1000_orders' then case when loaded.has_complaints then 1000 * reg_ratio(base_complaints, base_orders) end
      when 'nps' then case when base_answers >= $min_n then reg_nps(base_promoters, base_detractors, base_answers) end
      when 'csat' then case when base_ratings >= $min_n then reg_ratio(base_satisfied, base_ratings) end
    end as base_value,
    case $measure
      when 'active_customers' then active_customers
      when 'churn_rate' then active_customers
      when 'complaints' then coalesce(complaints, 0)
      when 'nps' then answers
      when 'csat' then ratings
      else coalesce(orders, 0)
    end as n,
    case $measure
      when 'churn_rate' then reg_wilson_low(lapsed_customers, active_customers)
      when 'nps' then case when answers >= $min_n then reg_nps_low(promoters, detractors, answers) end
      when 'csat' then case when ratings >= $min_n then reg_wilson_low(satisfied, ratings) end
    end as value_low,
    case $measure
      when 'churn_rate' then reg_wilson_high(lapsed_customers, active_customers)
      when 'nps' then case when answers >= $min_n then reg_nps_high(promoters, detractors, answers) end
      when 'csat' then case when ratings >= $min_n then reg_wilson_high(satisfied, ratings) end
    end as value_high
  from counted
  cross join loaded
)
select
  member,
  label,
  value,
  value_low,
  value_high,
  base_value,
  value - base_value as delta,
  reg_growth(value, base_value) as delta_ratio,
  reg_count(n) as n
from measured
where value is not null
  or base_value is not null
order by value desc nulls last, member nulls last
