-- What are R, F and M of each customer, and the scores and groups that follow from them?
-- listed  the page that is asked for, before anything is named
with listed as (
  select
    value.customer_key as customer_key,
    customer.customer_id as customer_id,
    value.recency_days as recency_days,
    value.frequency as frequency,
    value.monetary as monetary,
    value.recency_score as recency_score,
    value.frequency_score as frequency_score,
    value.monetary_score as monetary_score,
    value.group_place as group_place,
    value.segment_place as segment_place
  from selected_score as value
  join customer on customer.customer_key = value.customer_key
  where value.side_key = 1
  order by customer.customer_id
  limit $limit offset $offset
)
select
  listed.customer_id as customer_id,
  listed.recency_days as recency_days,
  listed.frequency as frequency,
  reg_money(listed.monetary) as amount,
  listed.recency_score as recency_score,
  listed.frequency_score as frequency_score,
  listed.monetary_score as monetary_score,
  group_name.value_group as value_group,
  segment_name.segment as segment,
  tier_name.tier as tier,
  reg_count((select count(*) from selected_score where side_key = 1)) as total_customers
from listed
join selected_group_name as group_name on group_name.group_place = listed.group_place
join selected_segment_name as segment_name on segment_name.segment_place = listed.segment_place
join selected_tier as tiered on tiered.customer_key = listed.customer_key and tiered.side_key = 1
join selected_tier_name as tier_name on tier_name.tier_place = tiered.tier_place
order by listed.customer_id
