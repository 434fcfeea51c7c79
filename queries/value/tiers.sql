-- How many customers are important, promising or ordinary, what do they buy and earn, and how was that before?
with counted as (
  select
    side_key,
    tier_place,
    count(*) as customers,
    sum(monetary) as amount,
    sum(margin) as margin
  from selected_tier
  group by side_key, tier_place
),
compared as (
  select
    named.tier as tier,
    sum(case when side_key = 1 then customers else 0 end) as customers,
    sum(case when side_key = 1 then amount else reg_money(0) end) as amount,
    sum(case when side_key = 0 then customers when known.has_base then 0 end) as base_customers,
    sum(case when side_key = 0 then amount when known.has_base then reg_money(0) end) as base_amount,
    sum(case when side_key = 1 then margin else 0 end) as margin
  from counted
  join selected_tier_name as named on named.tier_place = counted.tier_place
  cross join (
    select $base_to >= first_day as has_base
    from data_span
  ) as known
  group by named.tier
)
select
  tier,
  reg_count(customers) as customers,
  reg_ratio(customers, sum(customers) over ()) as share_of_customers,
  reg_money(amount) as amount,
  reg_ratio(amount, sum(amount) over ()) as share_of_amount,
  reg_count(base_customers) as base_customers,
  reg_ratio(base_customers, sum(base_customers) over ()) as base_share_of_customers,
  reg_money(base_amount) as base_amount,
  reg_ratio(base_amount, sum(base_amount) over ()) as base_share_of_amount,
  reg_ratio(amount, customers) as mean_amount,
  margin,
  reg_ratio(margin, sum(margin) over ()) as share_of_margin
from compared
order by tier
