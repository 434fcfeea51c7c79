-- Orders credited to a campaign that were sold in the stores in scope; with filters only those of customers assigned to it whom
-- selected_campaign_customer keeps. margin as in campaign_customer.
with kept as (
  select
    campaign_id,
    customer_key,
    store_key,
    day,
    net_amount,
    uncosted_net_amount,
    cost_amount
  from campaign_order
  where reg_unfiltered($region, $store, $segment, $grade, $grade)
  union all
  select
    campaign_order.campaign_id,
    campaign_order.customer_key,
    campaign_order.store_key,
    campaign_order.day,
    campaign_order.net_amount,
    campaign_order.uncosted_net_amount,
    campaign_order.cost_amount
  from campaign_order
  join selected_campaign_customer as assigned
    on assigned.campaign_id = campaign_order.campaign_id
    and assigned.customer_key = campaign_order.customer_key
  where not reg_unfiltered($region, $store, $segment, $grade, $grade)
)
select
  kept.campaign_id as campaign_id,
  kept.customer_key as customer_key,
  kept.day as day,
  kept.net_amount > 0 as is_purchase,
  reg_number(kept.net_amount) as net_amount,
  reg_number(kept.net_amount - kept.uncosted_net_amount)
    - reg_number(coalesce(kept.cost_amount, 0))
    + reg_number(kept.uncosted_net_amount) * data_span.margin_rate as margin
from kept
cross join data_span
where reg_holds($scope, '*') or kept.store_key in (select store_key from selected_scope)
