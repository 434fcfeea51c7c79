with side as (
  select
    1 as side,
    $from as starts_on,
    least($to, (select max(day) from purchases)) as ends_on
  where $measure = 'churn_rate'
  union all
  select
    0 as side,
    $base_from as starts_on,
    least($base_to, (select max(day) from purchases)) as ends_on
  where $measure = 'churn_rate'
),
occasion as (
  select
    customer_id,
    day,
    lead(day) over (partition by customer_id order by day) as next_day
  from purchase_day
),
lapsing as (
  select distinct
    side.side as side,
    occasion.customer_id as customer_id
  from side
  join occasion on occasion.day + $inactive_days + 1 between side.starts_on and side.ends_on
  where occasion.next_day is null
    or occasion.next_day > occasion.day + $inactive_days
),
standing as (
  select
    side.side as side,
    occasion.customer_id as customer_id,
    occasion.day as day,
    (side.side, occasion.customer_id) in (select side, customer_id from lapsing) as has_lapsed
  from side
  join occasion
    on side.starts_on <= side.ends_on
    and occasion.day < side.starts_on
    and occasion.day + $inactive_days + 1 >= side.starts_on
  where occasion.next_day is null
    or occasion.next_day >= side.starts_on
),
observation as (
  select
    kept_line.day as day,
    kept_line.store_id as store_id,
    kept_line.channel as channel,
    kept_line.customer_id as customer_id,
    kept_line.order_id as order_id,
    case when $by = 'category' then products.category end as category,
    sum(kept_line.net_amount) as net_amount,
    0 as complaints,
    cast(null as bigint) as nps,
    cast(null as bigint) as csat,
    cast(null as integer) as side,
    false as has_lapsed
  from kept_line
  left join products on products.product_id = kept_line.product_id
  where $measure in ('net_sales', 'orders', 'active_customers', 'complaints_per_1000_orders')
    and (kept_line.day between $from and $to or kept_line.day between $base_from and $base_to)
  group by 1, 2, 3, 4, 5, 6
  union all
  select
    received_on, store_id, kept_complaint.channel, customer_id, null, products.category, null, 1, null, null, null, false
  from kept_complaint
  left join products on products.product_id = kept_complaint.product_id
  where $measure in ('complaints', 'complaints_per_1000_orders')
  union all
  select answered_on, placed_survey.store_id, placed_survey.channel, placed_survey.customer_id, null, null, null, 0, nps, csat, null, false
  from kept_survey
  join placed_survey on placed_survey.survey_id = kept_survey.survey_id
  where $measure in ('nps', 'csat')
    and case when $measure = 'nps' then nps else csat end is not null
  union all
  select
    kept_line.day, kept_line.store_id, kept_line.channel, kept_line.customer_id, kept_line.order_id,
    case when $by = 'category' then products.category end, sum(kept_line.net_amount), 0, null, null,
    standing.side, bool_or(standing.has_lapsed)
  from standing
  join kept_line on kept_line.customer_id = standing.customer_id and kept_line.day = standing.day
  left join products on products.product_id = kept_line.product_id
  group by 1, 2, 3, 4, 5, 6, standing.side
),
belonging as (
  select
    case $by
      when 'region' then stores.region
      when 'store' then observation.store_id
      when 'channel' then observation.channel
      when 'category' then observation.category
      when 'grade' then held_grade.grade
      when 'segment' then customer_segments.segment
    end as member,
    case when $by = 'store' then stores.name end as store_name,
    coalesce(observation.side = 1, observation.day between $from and $to) as is_current,
    coalesce(observation.side = 0, observation.day between $base_from and $base_to) as is_base,
    observation.*
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
  where observation.side is not null
    or observation.day between $from and $to
    or observation.day between $base_from and $base_to
),
counted as (
  select
    member,
    max(store_name) as store_name,
    sum(case when is_current then net_amount end) as net_sales,
    count(case when is_current and net_amount > 0 then 1 end) as orders,
    count(distinct case when is_current and net_amount > 0 then customer_id end) as active_customers,
    count(distinct case when is_current and net_amount > 0 and has_lapsed then customer_id end) as lapsed_customers,
    coalesce(sum(case when is_current then complaints end), 0) as complaints,
    count(case when is_current then nps end) as answers,
    count(case when is_current and nps >= 9 then 1 end) as promoters,
    count(case when is_current and nps <= 6 then 1 end) as detractors,
    count(case when is_current then csat end) as ratings,
    count(case when is_current and csat >= 4 then 1 end) as satisfied,
    sum(case when is_base then net_amount end) as base_net_sales,
    count(case when is_base and net_amount > 0 then 1 end) as base_orders,
    count(distinct case when is_base and net_amount > 0 then customer_id end) as base_active_customers,
    count(distinct case when is_base and net_amount > 0 and has_lapsed then customer_id end) as base_lapsed_customers,
    coalesce(sum(case when is_base then complaints end), 0) as base_complaints,
    count(case when is_base then nps end) as base_answers,
    count(case when is_base and nps >= 9 then 1 end) as base_promoters,
    count(case when is_base and nps <= 6 then 1 end) as base_detractors,
    count(case when is_base then csat end) as base_ratings,
    count(case when is_base and csat >= 4 then 1 end) as base_satisfied
  from belonging
  where $measure not in ('active_customers', 'churn_rate')
    or (net_amount > 0 and customer_id is not null)
  group by member
),
measured as (
  select
    member,
    coalesce(store_name, member) as label,
    case $measure
      when 'net_sales' then reg_number(coalesce(net_sales, 0))
      when 'orders' then reg_number(orders)
      when 'active_customers' then reg_number(active_customers)
      when 'churn_rate' then reg_ratio(lapsed_customers, active_customers)
      when 'complaints' then reg_number(complaints)
      when 'complaints_per_1000_orders' then 1000 * reg_ratio(complaints, orders)
      when 'nps' then case when answers >= $min_n then reg_nps(promoters, detractors, answers) end
      when 'csat' then case when ratings >= $min_n then reg_ratio(satisfied, ratings) end
    end as value,
    case $measure
      when 'net_sales' then reg_number(coalesce(base_net_sales, 0))
      when 'orders' then reg_number(base_orders)
      when 'active_customers' then reg_number(base_active_customers)
      when 'churn_rate' then reg_ratio(base_lapsed_customers, base_active_customers)
      when 'complaints' then reg_number(base_complaints)
      when 'complaints_per_1000_orders' then 1000 * reg_ratio(base_complaints, base_orders)
      when 'nps' then case when base_answers >= $min_n then reg_nps(base_promoters, base_detractors, base_answers) end
      when 'csat' then case when base_ratings >= $min_n then reg_ratio(base_satisfied, base_ratings) end
    end as base_value,
    case $measure
      when 'active_customers' then active_customers
      when 'churn_rate' then active_customers
      when 'complaints' then complaints
      when 'nps' then answers
      when 'csat' then ratings
      else orders
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
