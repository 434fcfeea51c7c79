-- Everybody assigned to a campaign as far as region and store (home store), grade and segment (value group, both when it started)
-- keep them, with what they brought in the window and in the twelve months before. For people who see only some stores, only
-- what was bought there counts, for value groups and fifths by spend as well, among the customers at home there. Sales channel and
-- category do not apply.
-- last_purchase_on  the last purchase day before the campaign started
with assigned as (
  select
    campaign_id,
    customer_key,
    arm,
    store_key,
    grade,
    join_channel,
    is_contacted,
    has_consented,
    is_crowded,
    cost_amount
  from campaign_customer
  where not reg_holds($scope, '*')
    and store_key in (select store_key from selected_scope)
),
sold as (
  select
    customer_key,
    day,
    is_purchase,
    net_amount,
    uncosted_net_amount,
    cost_amount
  from purchase_order
  where not reg_holds($scope, '*')
    and store_key in (select store_key from selected_scope)
    and customer_key in (select customer_key from assigned)
),
bought as (
  select
    assigned.campaign_id as campaign_id,
    assigned.customer_key as customer_key,
    sum(case when is_purchase and day >= campaign.starts_on then 1 else 0 end) as orders,
    sum(case when day >= campaign.starts_on then net_amount else 0 end) as net_amount,
    sum(case when day >= campaign.starts_on then uncosted_net_amount else 0 end) as uncosted_net_amount,
    sum(case when day >= campaign.starts_on then sold.cost_amount end) as cost_amount,
    sum(case when is_purchase and day < campaign.starts_on then 1 else 0 end) as before_orders,
    cast(sum(case when day < campaign.starts_on then net_amount else 0 end) as decimal(38, 4)) as before_net_amount,
    max(case when is_purchase and day < campaign.starts_on then day end) as last_day_before
  from assigned
  join campaign on campaign.campaign_id = assigned.campaign_id
  join sold
    on sold.customer_key = assigned.customer_key
    and sold.day >= reg_add_months(campaign.starts_on, -12)
    and sold.day <= campaign.window_ends_on
  group by assigned.campaign_id, assigned.customer_key
),
seen as (
  select
    bought.campaign_id as campaign_id,
    bought.customer_key as customer_key,
    bought.orders as orders,
    bought.net_amount as net_amount,
    reg_number(bought.net_amount - bought.uncosted_net_amount) - reg_number(coalesce(bought.cost_amount, 0))
      + reg_number(bought.uncosted_net_amount) * data_span.margin_rate as margin,
    bought.before_orders as before_orders,
    bought.before_net_amount as before_net_amount,
    bought.last_day_before as last_day_before
  from bought
  cross join data_span
),
buyer as (
  select
    seen.campaign_id as campaign_id,
    seen.customer_key as customer_key,
    seen.before_orders as orders,
    seen.before_net_amount as net_amount,
    date_diff('day', seen.last_day_before, campaign.starts_on) as recency_days
  from seen
  join campaign on campaign.campaign_id = seen.campaign_id
  where seen.before_orders > 0
),
grouped as (
  select
    campaign_id,
    customer_key,
    case when net_amount * count(*) over (partition by campaign_id) >= sum(net_amount) over (partition by campaign_id) then 4 else 0 end
      + case when orders * count(*) over (partition by campaign_id) >= sum(orders) over (partition by campaign_id) then 2 else 0 end
      + case
          when recency_days * count(*) over (partition by campaign_id) <= sum(recency_days) over (partition by campaign_id) then 1
          else 0
        end as group_place
  from buyer
),
last_seen as (
  select
    campaign.campaign_id as campaign_id,
    occasion.customer_key as customer_key,
    occasion.day as day
  from campaign
  cross join selected_scope_occasion as occasion
  where not reg_holds($scope, '*')
    and reg_narrowed(occasion.customer_key in (select customer_key from assigned))
    and occasion.day < campaign.starts_on
    and (occasion.next_day is null or occasion.next_day >= campaign.starts_on)
),
outcome as (
  select
    campaign_id,
    customer_key,
    arm,
    store_key,
    grade,
    segment,
    join_channel,
    spend_group,
    is_contacted,
    has_consented,
    is_crowded,
    cost_amount,
    orders,
    net_amount,
    known_margin + uncosted_net_amount * data_span.margin_rate as margin,
    before_orders,
    before_net_amount,
    last_purchase_on
  from campaign_customer
  cross join data_span
  where reg_holds($scope, '*')
  union all
  select
    assigned.campaign_id,
    assigned.customer_key,
    assigned.arm,
    assigned.store_key,
    assigned.grade,
    named.value_group,
    assigned.join_channel,
    cast(
      1 + floor(
        5 * reg_number(
          rank() over (partition by assigned.campaign_id order by coalesce(seen.before_net_amount, 0)) - 1
        ) / count(*) over (partition by assigned.campaign_id)
      ) as integer
    ),
    assigned.is_contacted,
    assigned.has_consented,
    assigned.is_crowded,
    assigned.cost_amount,
    reg_count(coalesce(seen.orders, 0)),
    reg_number(coalesce(seen.net_amount, 0)),
    case when data_span.margin_rate is not null then coalesce(seen.margin, 0) end,
    reg_count(coalesce(seen.before_orders, 0)),
    reg_number(coalesce(seen.before_net_amount, 0)),
    last_seen.day
  from assigned
  cross join data_span
  left join seen
    on seen.campaign_id = assigned.campaign_id
    and seen.customer_key = assigned.customer_key
  left join grouped
    on grouped.campaign_id = assigned.campaign_id
    and grouped.customer_key = assigned.customer_key
  left join selected_group_name as named on named.group_place = grouped.group_place
  left join last_seen
    on last_seen.campaign_id = assigned.campaign_id
    and last_seen.customer_key = assigned.customer_key
  where not reg_holds($scope, '*')
)
select
  campaign_id,
  customer_key,
  arm,
  store_key,
  grade,
  segment,
  join_channel,
  spend_group,
  is_contacted,
  has_consented,
  is_crowded,
  cost_amount,
  orders,
  net_amount,
  margin,
  before_orders,
  before_net_amount,
  last_purchase_on
from outcome
where (
    (reg_holds($scope, '*') and reg_empty($region) and reg_empty($store))
    or store_key in (select store_key from selected_store)
    or (store_key is null and reg_holds($scope, '*') and reg_open($region) and reg_open($store))
  )
  and (reg_empty($grade) or reg_holds($grade, grade))
  and (reg_empty($segment) or reg_holds($segment, segment))
