-- From which group to which did customers move between the two ends of periods?
-- A customer without a purchase in the window of one of them is in the group 'none' there.
with labelled as (
  select
    customer_key,
    side_key,
    case $by when 'segment' then segment_place else group_place end as place,
    monetary
  from selected_score
  where $by <> 'tier'
  union all
  select
    customer_key,
    side_key,
    tier_place as place,
    monetary
  from selected_tier
  where $by = 'tier'
),
moved as (
  select
    customer_key,
    max(case when side_key = 0 then place end) as from_place,
    max(case when side_key = 1 then place end) as to_place,
    sum(case when side_key = 0 then monetary else reg_money(0) end) as base_amount,
    sum(case when side_key = 1 then monetary else reg_money(0) end) as amount
  from labelled
  group by customer_key
),
counted as (
  select
    from_place,
    to_place,
    count(*) as customers,
    sum(base_amount) as base_amount,
    sum(amount) as amount
  from moved
  group by from_place, to_place
),
named as (
  select
    segment_place as place,
    segment as label
  from selected_segment_name
  where $by = 'segment'
  union all
  select
    group_place,
    value_group
  from selected_group_name
  where $by = 'group'
  union all
  select
    tier_place,
    tier
  from selected_tier_name
  where $by = 'tier'
),
told as (
  select
    coalesce(left_group.label, 'none') as from_group,
    coalesce(joined_group.label, 'none') as to_group,
    sum(counted.customers) as customers,
    sum(counted.base_amount) as base_amount,
    sum(counted.amount) as amount
  from counted
  left join named as left_group on left_group.place = counted.from_place
  left join named as joined_group on joined_group.place = counted.to_place
  group by coalesce(left_group.label, 'none'), coalesce(joined_group.label, 'none')
)
select
  from_group,
  to_group,
  reg_count(customers) as customers,
  reg_ratio(customers, sum(customers) over (partition by from_group)) as share_of_from,
  case when $base_to >= (select first_day from data_span) then reg_money(base_amount) end as base_amount,
  reg_money(amount) as amount
from told
order by from_group, to_group
