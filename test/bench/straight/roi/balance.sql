select *
from campaign_sum
where campaign_id = $campaign
order by starts_on, campaign_id, stratum, arm
