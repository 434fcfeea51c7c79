select bucket, campaigns, incremental_margin, margin_variance, margin_spread, service_saved, saved_variance, cost, unmeasured_cost
from campaign_return
order by bucket
