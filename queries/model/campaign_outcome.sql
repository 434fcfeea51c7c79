-- The arms of each campaign by home store, grade and value group at its start: how many, and sums, sums of squares and sums of
-- products of what each customer brought in the window and in the twelve months before it. Margins as in campaign_customer.
select
  campaign_id,
  arm,
  store_key,
  grade,
  segment,
  reg_count(count(*)) as customers,
  reg_count(sum(case when is_contacted then 1 else 0 end)) as contacted,
  reg_count(sum(case when has_consented then 1 when has_consented is not null then 0 end)) as consented,
  reg_count(sum(case when is_crowded then 1 else 0 end)) as crowded,
  reg_money(sum(cost_amount)) as contact_cost_amount,
  reg_count(sum(case when orders > 0 then 1 else 0 end)) as buyers,
  sum(net_amount) as net_amount,
  sum(net_amount * net_amount) as net_amount_squares,
  sum(known_margin) as known_margin,
  sum(known_margin * known_margin) as known_margin_squares,
  sum(uncosted_net_amount) as uncosted_net_amount,
  sum(uncosted_net_amount * uncosted_net_amount) as uncosted_net_amount_squares,
  sum(known_margin * uncosted_net_amount) as known_margin_uncosted_net_amount,
  reg_count(sum(case when before_orders > 0 then 1 else 0 end)) as before_buyers,
  reg_count(sum(before_orders)) as before_orders,
  reg_count(sum(before_orders * before_orders)) as before_order_squares,
  sum(before_net_amount) as before_net_amount,
  sum(before_net_amount * before_net_amount) as before_net_amount_squares,
  sum(before_net_amount * net_amount) as before_net_amount_net_amount,
  sum(before_net_amount * known_margin) as before_net_amount_known_margin,
  sum(before_net_amount * uncosted_net_amount) as before_net_amount_uncosted_net_amount
from campaign_customer
where campaign_id in (select campaign_id from campaign_in_build)
group by campaign_id, arm, store_key, grade, segment
