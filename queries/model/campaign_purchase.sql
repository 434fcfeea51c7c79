-- What the customers of a campaign bought in its window, by store.
select
  campaign_contact.campaign_id as campaign_id,
  campaign_contact.customer_key as customer_key,
  purchase_order.store_key as store_key,
  reg_count(sum(case when purchase_order.is_purchase then 1 else 0 end)) as orders,
  reg_money(sum(purchase_order.net_amount)) as net_amount,
  reg_money(sum(purchase_order.uncosted_net_amount)) as uncosted_net_amount,
  reg_money(sum(purchase_order.cost_amount)) as cost_amount
from campaign_contact
join campaign on campaign.campaign_id = campaign_contact.campaign_id
join purchase_order
  on purchase_order.customer_key = campaign_contact.customer_key
  and purchase_order.day >= campaign.starts_on
  and purchase_order.day <= campaign.window_ends_on
where campaign_contact.customer_key in (select customer_key from customer_in_build)
group by campaign_contact.campaign_id, campaign_contact.customer_key, purchase_order.store_key
