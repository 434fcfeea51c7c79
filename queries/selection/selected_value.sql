-- R, F and M of each customer with a purchase in the window, the scores, and the names of the group and the segment that follow; per
-- side, as selected_buyer has them. Names of millions take longer to write than to count: what counts reads selected_score.
select
  scored.side as side,
  scored.customer_key as customer_key,
  scored.recency_days as recency_days,
  scored.frequency as frequency,
  scored.monetary as monetary,
  scored.recency_score as recency_score,
  scored.frequency_score as frequency_score,
  scored.monetary_score as monetary_score,
  group_name.value_group as value_group,
  segment_name.segment as segment
from selected_score as scored
join selected_group_name as group_name on group_name.group_place = scored.group_place
join selected_segment_name as segment_name on segment_name.segment_place = scored.segment_place
