-- Campaigns with the last day of their window, the sizes of their arms and what contacting the treated cost.
-- is_consent_known: the chain records at all who agreed to be reached, and the campaign’s channel is one that consents are given for.
select
  campaigns.campaign_id as campaign_id,
  campaigns.name as name,
  campaigns.kind as kind,
  campaigns.channel as channel,
  campaigns.starts_on as starts_on,
  campaigns.ends_on as ends_on,
  campaigns.starts_on + cast(campaigns.window_days as integer) - 1 as window_ends_on,
  reg_count(count(case when campaign_contacts.arm = 'treatment' then 1 end)) as treated,
  reg_count(count(case when campaign_contacts.arm = 'control' then 1 end)) as controls,
  reg_money(sum(case when campaign_contacts.arm = 'treatment' then campaign_contacts.cost_amount end)) as contact_cost_amount,
  reg_flag(
    (select count(*) from consents) > 0 and coalesce(campaigns.channel, '') in ('sms', 'phone', 'mail', 'wecom', 'post', 'any')
  ) as is_consent_known
from campaigns
left join campaign_contacts on campaign_contacts.campaign_id = campaigns.campaign_id
group by
  campaigns.campaign_id,
  campaigns.name,
  campaigns.kind,
  campaigns.channel,
  campaigns.starts_on,
  campaigns.ends_on,
  campaigns.window_days
