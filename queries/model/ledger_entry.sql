-- The cost ledger.
select
  cost_id,
  month,
  kind,
  campaign_id,
  amount
from costs
