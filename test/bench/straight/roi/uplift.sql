select reg_bucket($grain, campaign_size.window_ends_on, $from) as bucket, campaign_cell.*
from campaign_cell
join campaign_size on campaign_size.campaign_id = campaign_cell.campaign_id
where campaign_size.treated > 0
  and campaign_size.controls > 0
  and (
    campaign_size.campaign_id = $campaign
    or ($campaign = '' and campaign_size.window_ends_on between $from and $to and campaign_size.window_ends_on <= (select last_day from chain))
  )
order by bucket, campaign_id, member, fold, arm
