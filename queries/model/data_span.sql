-- First and last day of the purchases and the chain's margin rate, in one row; all null when no purchase is loaded.
-- margin_rate is taken over the lines whose cost is known.
select
  min(day) as first_day,
  max(day) as last_day,
  reg_ratio(
    sum(net_amount) - sum(uncosted_net_amount) - sum(cost_amount),
    sum(net_amount) - sum(uncosted_net_amount)
  ) as margin_rate
from sale_day
