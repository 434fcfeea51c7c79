-- Which tables hold anything, in one row: what would be counted in one that was never loaded is unknown, not none.
-- has_outcomes  what campaigns brought can be told: who was in them, and what was bought
with known as (
  select
    (select count(*) from table_profile where table_name = 'complaints') > 0 as has_complaints,
    (select count(*) from table_profile where table_name = 'complaint_events') > 0 as has_stages,
    (select count(*) from table_profile where table_name = 'service_contacts') > 0 as has_contacts,
    (select count(*) from table_profile where table_name = 'campaigns') > 0 as has_campaigns,
    (select count(*) from table_profile where table_name = 'campaign_contacts') > 0 as has_arms,
    (select count(*) from table_profile where table_name = 'costs') > 0 as has_ledger,
    (select count(contact_cost_amount) from campaign) > 0 as has_contact_costs,
    (select count(*) from table_profile_month where table_name = 'consents') > 0 as has_consents,
    (
      select count(*)
      from field_profile
      where table_name = 'surveys' and aspect = 'filled' and field = 'invited_at' and hits > 0
    ) > 0 as has_invitations,
    (select count(last_day) from data_span) > 0 as has_purchases
)
select
  reg_flag(has_complaints) as has_complaints,
  reg_flag(has_stages) as has_stages,
  reg_flag(has_contacts) as has_contacts,
  reg_flag(has_campaigns and has_arms and has_purchases) as has_outcomes,
  reg_flag(has_ledger) as has_ledger,
  reg_flag(has_ledger or has_contact_costs) as has_costs,
  reg_flag(has_consents) as has_consents,
  reg_flag(has_invitations) as has_invitations,
  reg_flag(has_purchases) as has_purchases
from known
