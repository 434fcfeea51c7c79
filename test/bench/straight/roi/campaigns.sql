select *
from campaign_sum
order by starts_on, campaign_id, stratum, arm
