with chosen as (
  select campaign_id, name, starts_on, least(window_ends_on, (select last_day from chain)) as known_to
  from campaign_size
  where treated > 0
    and controls > 0
    and (
      false
      or campaign_id in (select unnest($campaigns))
    )
),
subject as (
  select chosen.*, campaign_person.customer_id as customer_id, campaign_person.arm as arm
  from chosen
  join campaign_person on campaign_person.campaign_id = chosen.campaign_id
),
bought as (
  select
    subject.campaign_id as campaign_id,
    subject.arm as arm,
    subject.customer_id as customer_id,
    1 + cast(floor((any_checkout.day - subject.starts_on) / 7.0) as integer) as week,
    sum(case $measure when 'margin' then any_checkout.margin when 'net_sales' then reg_number(any_checkout.net_amount) end) as value
  from subject
  join any_checkout
    on any_checkout.customer_id = subject.customer_id
    and any_checkout.day between subject.starts_on and subject.known_to
  group by subject.campaign_id, subject.arm, subject.customer_id, subject.starts_on, 1 + cast(floor((any_checkout.day - subject.starts_on) / 7.0) as integer)
),
grown as (
  select *, sum(value) over (partition by campaign_id, customer_id order by week) as so_far
  from bought
),
weekly as (
  select campaign_id, arm, 0 as week, count(*) as customers, 0 as total, 0 as squares
  from subject
  group by campaign_id, arm
  union all
  select campaign_id, arm, week, 0, sum(value), sum(so_far * so_far - (so_far - value) * (so_far - value))
  from grown
  group by campaign_id, arm, week
)
select
  chosen.campaign_id as campaign_id,
  chosen.name as name,
  chosen.starts_on as starts_on,
  chosen.known_to as known_to,
  weekly.arm as arm,
  weekly.customers as customers,
  weekly.week as week,
  weekly.total as total,
  weekly.squares as squares
from chosen
join weekly on weekly.campaign_id = chosen.campaign_id
order by starts_on, campaign_id, arm, week
