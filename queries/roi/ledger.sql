-- What was spent on customers, entry by entry?
select
  month,
  selected_ledger_entry.kind as kind,
  cost_id,
  selected_ledger_entry.campaign_id as campaign_id,
  campaign.name as campaign,
  note,
  cost,
  saved,
  reg_flag(campaign.campaign_id is null or campaign.controls > 0) as is_measured
from selected_ledger_entry
left join campaign on campaign.campaign_id = selected_ledger_entry.campaign_id
where month between $from and $to
order by month, kind, campaign_id, cost_id
