select *
from campaign_cell
where campaign_id = $campaign
order by campaign_id, member, fold, arm
