select
  scored.customer_id as customer_id,
  scored.recency_days as recency_days,
  scored.frequency as frequency,
  scored.monetary as amount,
  scored.recency_score as recency_score,
  scored.frequency_score as frequency_score,
  scored.monetary_score as monetary_score,
  scored.value_group as value_group,
  scored.segment as segment,
  tiered.tier as tier,
  count(*) over () as total_customers
from scored_buyer as scored
join tiered_buyer as tiered on tiered.customer_id = scored.customer_id and tiered.side = 'now'
where scored.side = 'now'
order by customer_id
limit $limit offset $offset
