-- Which tables hold anything, in one row: what would be counted in one that was never loaded is unknown, not none.
-- has_outcomes  what campaigns brought can be told: who was in them, and what was bought
select
  (select count(*) from table_profile where table_name = 'complaints') > 0 as has_complaints,
  (select count(*) from table_profile where table_name = 'complaint_events') > 0 as has_stages,
  (select count(*) from table_profile where table_name = 'service_contacts') > 0 as has_contacts,
  (select count(*) from table_profile where table_name = 'campaigns') > 0
    and (select count(*) from table_profile where table_name = 'campaign_contacts') > 0
    and (select last_day from data_span) is not null as has_outcomes,
  (select count(*) from table_profile where table_name = 'costs') > 0 as has_ledger,
  (select count(*) from table_profile where table_name = 'costs') > 0
    or (select count(contact_cost_amount) from campaign) > 0 as has_costs,
  (select count(*) from table_profile_month where table_name = 'consents') > 0 as has_consents,
  (
    select count(*)
    from field_profile
    where table_name = 'surveys' and aspect = 'filled' and field = 'invited_at' and hits > 0
  ) > 0 as has_invitations,
  (select last_day from data_span) is not null as has_purchases
