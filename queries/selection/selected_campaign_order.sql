-- Orders credited to a campaign that were sold in the stores in scope; with filters only those of customers assigned to it whom
-- selected_campaign_customer keeps. margin as in campaign_customer.
select
  campaign_order.campaign_id as campaign_id,
  campaign_order.customer_key as customer_key,
  campaign_order.day as day,
  campaign_order.net_amount > 0 as is_purchase,
  reg_number(campaign_order.net_amount) as net_amount,
  reg_number(campaign_order.net_amount - campaign_order.uncosted_net_amount)
    - reg_number(coalesce(campaign_order.cost_amount, 0))
    + reg_number(campaign_order.uncosted_net_amount) * data_span.margin_rate as margin
from campaign_order
cross join data_span
where campaign_order.store_key in (select store_key from selected_scope)
  and (
    reg_unfiltered($region, $store, $segment, $grade, $grade)
    or (campaign_order.campaign_id, campaign_order.customer_key) in (
      select campaign_id, customer_key from selected_campaign_customer
    )
  )
