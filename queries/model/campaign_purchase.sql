-- What the customers of a campaign bought in its window and, as before_*, in the twelve months before it.
select
  campaign_contact.campaign_id as campaign_id,
  campaign_contact.customer_key as customer_key,
  reg_count(sum(case when is_purchase and day >= campaign.starts_on then 1 else 0 end)) as orders,
  reg_money(sum(case when day >= campaign.starts_on then net_amount else 0 end)) as net_amount,
  reg_money(sum(case when day >= campaign.starts_on then uncosted_net_amount else 0 end)) as uncosted_net_amount,
  reg_money(sum(case when day >= campaign.starts_on then customer_order.cost_amount end)) as cost_amount,
  reg_count(sum(case when is_purchase and day < campaign.starts_on then 1 else 0 end)) as before_orders,
  reg_money(sum(case when day < campaign.starts_on then net_amount else 0 end)) as before_net_amount,
  max(case when is_purchase and day < campaign.starts_on then day end) as last_day_before
from campaign_contact
join campaign on campaign.campaign_id = campaign_contact.campaign_id
join customer_order
  on customer_order.customer_key = campaign_contact.customer_key
  and customer_order.day >= reg_add_months(campaign.starts_on, -12)
  and customer_order.day <= campaign.window_ends_on
where campaign_contact.customer_key in (select customer_key from contact_in_build)
group by campaign_contact.campaign_id, campaign_contact.customer_key
