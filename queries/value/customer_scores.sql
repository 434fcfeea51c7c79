-- What are R, F and M of each customer, and the scores and groups that follow from them?
select
  customer.customer_id as customer_id,
  value.recency_days as recency_days,
  value.frequency as frequency,
  reg_money(value.monetary) as amount,
  value.recency_score as recency_score,
  value.frequency_score as frequency_score,
  value.monetary_score as monetary_score,
  value.value_group as value_group,
  value.segment as segment,
  tier.tier as tier,
  reg_count(count(*) over ()) as total_customers
from selected_value as value
join customer on customer.customer_key = value.customer_key
join selected_tier as tier on tier.customer_key = value.customer_key and tier.side = value.side
where value.side = 'now'
order by customer.customer_id
limit $limit offset $offset
