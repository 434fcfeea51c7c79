-- From which group to which did customers move between the two ends of periods?
-- A customer without a purchase in the window of one of them is in the group 'none' there.
with labelled as (
  select
    customer_key,
    side,
    case $by when 'segment' then segment else value_group end as label,
    monetary
  from selected_value
  where $by <> 'tier'
  union all
  select
    customer_key,
    side,
    tier as label,
    monetary
  from selected_tier
  where $by = 'tier'
),
moved as (
  select
    customer_key,
    coalesce(max(case when side = 'base' then label end), 'none') as from_group,
    coalesce(max(case when side = 'now' then label end), 'none') as to_group,
    sum(case when side = 'base' then monetary else reg_money(0) end) as base_amount,
    sum(case when side = 'now' then monetary else reg_money(0) end) as amount
  from labelled
  group by customer_key
)
select
  from_group,
  to_group,
  count(*) as customers,
  reg_ratio(count(*), sum(count(*)) over (partition by from_group)) as share_of_from,
  reg_money(sum(base_amount)) as base_amount,
  reg_money(sum(amount)) as amount
from moved
group by from_group, to_group
order by from_group, to_group
