select
  bucket, campaigns, incremental_margin, margin_variance, margin_spread, service_saved, saved_variance, cost, unmeasured_cost, unmeasured_campaigns
from campaign_return
order by bucket
