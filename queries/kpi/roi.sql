-- What did campaigns with a control group and better service bring, against all that was spent?
select
  bucket,
  campaigns,
  incremental_margin,
  margin_variance,
  margin_spread,
  service_saved,
  saved_variance,
  cost,
  unmeasured_cost,
  unmeasured_campaigns
from selected_return
order by bucket
