select
  shared_cost.month as month,
  shared_cost.kind as kind,
  shared_cost.cost_id as cost_id,
  shared_cost.campaign_id as campaign_id,
  campaign_size.name as campaign,
  shared_cost.note as note,
  shared_cost.cost as cost,
  shared_cost.saved as saved,
  campaign_size.campaign_id is null or campaign_size.controls > 0 as is_measured
from shared_cost
left join campaign_size on campaign_size.campaign_id = shared_cost.campaign_id
where shared_cost.month between $from and $to
order by month, kind, campaign_id, cost_id
