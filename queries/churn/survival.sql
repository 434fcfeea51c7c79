-- How long after their first purchase do customers lapse? Customers by group and days of tenure; the eight largest groups.
with tenure_count as (
  select
    member,
    member_name,
    tenure_days,
    sum(case when has_lapsed then 1 else 0 end) as lapsed,
    sum(case when has_lapsed then 0 else 1 end) as going_on
  from selected_tenure_group
  where member is not null
  group by member, member_name, tenure_days
),
ranked as (
  select
    member,
    row_number() over (order by sum(lapsed + going_on) desc, member) as place
  from tenure_count
  group by member
)
select
  tenure_count.member as member,
  coalesce(tenure_count.member_name, tenure_count.member) as label,
  reg_count(tenure_count.tenure_days) as tenure_days,
  reg_count(tenure_count.lapsed) as lapsed_customers,
  reg_count(tenure_count.going_on) as censored_customers
from tenure_count
join ranked on ranked.member = tenure_count.member
where ranked.place <= 8
order by member, tenure_days
