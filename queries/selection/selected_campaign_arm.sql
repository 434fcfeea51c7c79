-- The arms of each campaign as selected_campaign_customer keeps their customers: how many, and sums, sums of squares and of
-- products of what each brought in the window and in the twelve months before; null where no purchase is loaded.
with outcome as (
  select
    campaign_id,
    arm,
    customers,
    contacted,
    consented,
    crowded,
    contact_cost_amount,
    buyers,
    net_amount,
    net_amount_squares,
    known_margin + uncosted_net_amount * margin_rate as margin,
    known_margin_squares + 2 * known_margin_uncosted_net_amount * margin_rate
      + uncosted_net_amount_squares * margin_rate * margin_rate as margin_squares,
    before_buyers,
    before_orders,
    before_order_squares,
    before_net_amount,
    before_net_amount_squares,
    before_net_amount_net_amount,
    before_net_amount_known_margin + before_net_amount_uncosted_net_amount * margin_rate as before_net_amount_margin
  from campaign_outcome
  cross join data_span
  where reg_holds($scope, '*')
    and ((reg_empty($region) and reg_empty($store)) or store_key in (select store_key from selected_store) or (store_key is null and reg_open($region) and reg_open($store)))
    and (reg_empty($grade) or reg_holds($grade, grade))
    and (reg_empty($segment) or reg_holds($segment, segment))
  union all
  select
    campaign_id,
    arm,
    1,
    case when is_contacted then 1 else 0 end,
    case when has_consented then 1 when has_consented is not null then 0 end,
    case when is_crowded then 1 else 0 end,
    cost_amount,
    case when orders > 0 then 1 else 0 end,
    net_amount,
    net_amount * net_amount,
    margin,
    margin * margin,
    case when before_orders > 0 then 1 else 0 end,
    before_orders,
    before_orders * before_orders,
    before_net_amount,
    before_net_amount * before_net_amount,
    before_net_amount * net_amount,
    before_net_amount * margin
  from selected_campaign_customer
  where not reg_holds($scope, '*')
)
select
  campaign_id,
  arm,
  reg_count(sum(customers)) as customers,
  reg_count(sum(contacted)) as contacted,
  reg_count(sum(consented)) as consented,
  reg_count(sum(crowded)) as crowded,
  reg_money(sum(contact_cost_amount)) as contact_cost_amount,
  case when loaded.has_purchases then reg_count(sum(buyers)) end as buyers,
  case when loaded.has_purchases then sum(net_amount) end as net_amount,
  sum(net_amount_squares) as net_amount_squares,
  sum(margin) as margin,
  sum(margin_squares) as margin_squares,
  case when loaded.has_purchases then reg_count(sum(before_buyers)) end as before_buyers,
  case when loaded.has_purchases then reg_count(sum(before_orders)) end as before_orders,
  reg_count(sum(before_order_squares)) as before_order_squares,
  case when loaded.has_purchases then sum(before_net_amount) end as before_net_amount,
  sum(before_net_amount_squares) as before_net_amount_squares,
  sum(before_net_amount_net_amount) as before_net_amount_net_amount,
  sum(before_net_amount_margin) as before_net_amount_margin
from outcome
cross join loaded
group by campaign_id, arm, loaded.has_purchases
