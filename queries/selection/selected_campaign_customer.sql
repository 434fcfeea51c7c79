-- Everybody assigned to a campaign as far as region and store (home store), grade and segment (value group, both when it started)
-- keep them, with what they brought in the window and in the twelve months before. For people who see only some stores, only
-- what was bought there counts. Sales channel and category do not apply.
with outcome as (
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
    before_net_amount
  from campaign_customer
  cross join data_span
  where reg_holds($scope, '*')
  union all
  select
    campaign_customer.campaign_id,
    campaign_customer.customer_key,
    campaign_customer.arm,
    campaign_customer.store_key,
    campaign_customer.grade,
    campaign_customer.segment,
    campaign_customer.join_channel,
    campaign_customer.spend_group,
    campaign_customer.is_contacted,
    campaign_customer.has_consented,
    campaign_customer.is_crowded,
    campaign_customer.cost_amount,
    reg_count(coalesce(bought.orders, 0)),
    coalesce(bought.net_amount, 0),
    case when data_span.margin_rate is not null then coalesce(bought.margin, 0) end,
    reg_count(coalesce(bought.before_orders, 0)),
    coalesce(bought.before_net_amount, 0)
  from campaign_customer
  cross join data_span
  left join (
    select
      campaign_purchase.campaign_id as campaign_id,
      campaign_purchase.customer_key as customer_key,
      sum(campaign_purchase.orders) as orders,
      reg_number(sum(campaign_purchase.net_amount)) as net_amount,
      sum(
        reg_number(net_amount - uncosted_net_amount) - reg_number(coalesce(cost_amount, 0))
          + reg_number(uncosted_net_amount) * data_span.margin_rate
      ) as margin,
      sum(campaign_purchase.before_orders) as before_orders,
      reg_number(sum(campaign_purchase.before_net_amount)) as before_net_amount
    from campaign_purchase
    cross join data_span
    where store_key in (select store_key from selected_scope)
    group by campaign_purchase.campaign_id, campaign_purchase.customer_key
  ) as bought
    on bought.campaign_id = campaign_customer.campaign_id
    and bought.customer_key = campaign_customer.customer_key
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
  before_net_amount
from outcome
where (
    store_key in (select store_key from selected_store)
    or (store_key is null and reg_holds($scope, '*') and reg_open($region) and reg_open($store))
  )
  and (reg_empty($grade) or reg_holds($grade, grade))
  and (reg_empty($segment) or reg_holds($segment, segment))
