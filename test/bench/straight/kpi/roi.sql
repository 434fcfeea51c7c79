select *
from campaign_return
order by bucket
