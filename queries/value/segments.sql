-- How large is each segment of the published map, what does it buy, and how was that at the end of the period compared with?
with counted as (
  select
    side,
    segment_place,
    sum(customers) as customers,
    sum(monetary) as amount,
    sum(recency_days) as recency_days,
    sum(frequency) as frequency
  from selected_score_count
  group by side, segment_place
),
compared as (
  select
    named.segment as segment,
    sum(case when side = 'now' then customers else 0 end) as customers,
    sum(case when side = 'now' then amount else reg_money(0) end) as amount,
    sum(case when side = 'base' then customers when known.has_base then 0 end) as base_customers,
    sum(case when side = 'base' then amount when known.has_base then reg_money(0) end) as base_amount,
    sum(case when side = 'now' then recency_days else 0 end) as recency_days,
    sum(case when side = 'now' then frequency else 0 end) as frequency
  from counted
  join selected_segment_name as named on named.segment_place = counted.segment_place
  cross join (
    select $base_to >= first_day as has_base
    from data_span
  ) as known
  group by named.segment
)
select
  segment,
  reg_count(customers) as customers,
  reg_ratio(customers, sum(customers) over ()) as share_of_customers,
  reg_money(amount) as amount,
  reg_ratio(amount, sum(amount) over ()) as share_of_amount,
  reg_count(base_customers) as base_customers,
  reg_ratio(base_customers, sum(base_customers) over ()) as base_share_of_customers,
  reg_money(base_amount) as base_amount,
  reg_ratio(base_amount, sum(base_amount) over ()) as base_share_of_amount,
  reg_ratio(recency_days, customers) as mean_recency_days,
  reg_ratio(frequency, customers) as mean_frequency,
  reg_ratio(amount, customers) as mean_amount
from compared
order by segment
