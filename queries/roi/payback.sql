-- When had what came back paid for what was spent? The sums of each bucket; they are added up outside.
select
  bucket,
  campaigns,
  incremental_margin,
  margin_variance,
  margin_spread,
  service_saved,
  saved_variance,
  cost,
  unmeasured_cost
from selected_return
order by bucket
