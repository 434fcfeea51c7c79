-- Campaigns with the last day of their window and the sizes of their arms.
select
  campaigns.campaign_id as campaign_id,
  max(campaigns.name) as name,
  max(campaigns.kind) as kind,
  max(campaigns.channel) as channel,
  max(campaigns.starts_on) as starts_on,
  max(campaigns.ends_on) as ends_on,
  max(campaigns.starts_on + cast(campaigns.window_days as integer) - 1) as window_ends_on,
  count(case when campaign_contacts.arm = 'treatment' then 1 end) as treated,
  count(case when campaign_contacts.arm = 'control' then 1 end) as controls,
  sum(case when campaign_contacts.arm = 'treatment' then campaign_contacts.cost_amount end) as contact_cost_amount
from campaigns
left join campaign_contacts on campaign_contacts.campaign_id = campaigns.campaign_id
group by campaigns.campaign_id
