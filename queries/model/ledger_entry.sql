-- The cost ledger.
select
  cost_id,
  month,
  kind,
  campaign_id,
  amount,
  note
from costs
