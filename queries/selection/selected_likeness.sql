-- Customers alike in days since the last purchase and in times: few rows for millions, by which limits and means are found; per side,
-- as selected_unscored has them.
select
  side_key,
  recency_days,
  frequency,
  reg_count(count(*)) as customers,
  sum(monetary) as monetary
from selected_unscored
group by side_key, recency_days, frequency
