with visit as (
  select customer_id, day
  from any_checkout
  where net_amount > 0
),
lapsed as (
  select campaign_size.campaign_id as campaign_id, visit.customer_id as customer_id
  from campaign_size
  join visit on visit.day < campaign_size.starts_on
  where campaign_size.starts_on between $from and $to
    and campaign_size.treated > 0
    and visit.customer_id is not null
  group by campaign_size.campaign_id, campaign_size.starts_on, visit.customer_id
  having max(visit.day) + $inactive_days < campaign_size.starts_on
)
select
  campaign_size.campaign_id as campaign_id,
  max(campaign_size.name) as name,
  max(campaign_size.starts_on) as starts_on,
  max(campaign_size.window_ends_on) as window_ends_on,
  max(campaign_size.window_ends_on) > (select last_day from chain) as is_open,
  (select margin_rate is not null from chain) as is_margin,
  campaign_person.arm as arm,
  count(*) as customers,
  count(case when campaign_person.orders > 0 then 1 end) as returned_customers,
  sum(campaign_person.margin) as value_sum,
  sum(campaign_person.margin * campaign_person.margin) as value_squares
from lapsed
join campaign_size on campaign_size.campaign_id = lapsed.campaign_id
join campaign_person on campaign_person.campaign_id = lapsed.campaign_id and campaign_person.customer_id = lapsed.customer_id
group by campaign_size.campaign_id, campaign_person.arm
order by starts_on, campaign_id, arm
