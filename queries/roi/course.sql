-- How did the effect of campaigns grow week by week? Sums of each arm and week in which somebody bought; week 0 tells how many
-- customers there are.
-- grown    of each customer and week: what the week brought, and what all weeks up to it brought
-- squares  Σ (so far² − before²), so that the squares of the sums so far are running sums of it
with chosen as (
  select
    campaign.campaign_id as campaign_id,
    campaign.name as name,
    campaign.starts_on as starts_on,
    least(campaign.window_ends_on, data_span.last_day) as known_to
  from campaign
  cross join data_span
  where campaign.treated > 0
    and campaign.controls > 0
    and reg_holds($campaigns, campaign.campaign_id)
),
subject as (
  select
    assigned.campaign_id as campaign_id,
    assigned.customer_key as customer_key,
    assigned.arm as arm,
    chosen.starts_on as starts_on,
    chosen.known_to as known_to
  from selected_campaign_customer as assigned
  join chosen on chosen.campaign_id = assigned.campaign_id
),
bought as (
  select
    subject.campaign_id as campaign_id,
    subject.arm as arm,
    subject.customer_key as customer_key,
    1 + cast(floor(date_diff('day', subject.starts_on, purchase.day) / 7.0) as integer) as week,
    sum(case $measure when 'margin' then purchase.margin else purchase.net_amount end) as value
  from subject
  join selected_scope_purchase as purchase on purchase.customer_key = subject.customer_key
  where purchase.day between subject.starts_on and subject.known_to
  group by
    subject.campaign_id,
    subject.arm,
    subject.customer_key,
    1 + cast(floor(date_diff('day', subject.starts_on, purchase.day) / 7.0) as integer)
),
grown as (
  select
    campaign_id,
    arm,
    week,
    value,
    sum(value) over (
      partition by campaign_id, customer_key
      order by week rows between unbounded preceding and current row
    ) as so_far
  from bought
),
weekly as (
  select
    campaign_id,
    arm,
    0 as customers,
    week,
    sum(value) as total,
    sum(so_far * so_far - (so_far - value) * (so_far - value)) as squares
  from grown
  group by campaign_id, arm, week
  union all
  select
    campaign_id,
    arm,
    count(*) as customers,
    0 as week,
    0.0 as total,
    0.0 as squares
  from subject
  group by campaign_id, arm
)
select
  chosen.campaign_id as campaign_id,
  chosen.name as name,
  chosen.starts_on as starts_on,
  chosen.known_to as known_to,
  weekly.arm as arm,
  reg_count(weekly.customers) as customers,
  reg_count(weekly.week) as week,
  weekly.total as total,
  weekly.squares as squares
from weekly
join chosen on chosen.campaign_id = weekly.campaign_id
order by starts_on, campaign_id, arm, week
