-- Do customers who redeemed points come back more often than customers like them who did not?
-- moment    the last day after which follow_days are known; the ninety days up to it tell who redeemed
-- stratum   alike: days since the last purchase, occasions and points earned in the year up to that moment
with moment as (
  select
    least($to, last_day) - $follow_days as day
  from data_span
),
visited as (
  select
    occasion.customer_key as customer_key,
    min(moment.day) as day,
    max(case when occasion.day <= moment.day then occasion.day end) as last_on,
    sum(case when occasion.day <= moment.day and occasion.day > reg_add_months(moment.day, -12) then 1 else 0 end) as occasions,
    max(case when occasion.day > moment.day and occasion.day <= moment.day + $follow_days then 1 else 0 end) as came_back
  from selected_occasion as occasion
  cross join moment
  where occasion.day > reg_add_months(moment.day, -12)
    and occasion.day <= moment.day + $follow_days
  group by occasion.customer_key
),
earning as (
  select
    entry.customer_key as customer_key,
    reg_number(sum(case when entry.kind = 'earn' then entry.points else 0 end)) as earned,
    max(case when entry.kind = 'redeem' and entry.day > moment.day - 90 then 1 else 0 end) as has_redeemed
  from selected_points_entry as entry
  cross join moment
  where entry.day <= moment.day
    and entry.day > reg_add_months(moment.day, -12)
  group by entry.customer_key
),
person as (
  select
    visited.customer_key as customer_key,
    earning.has_redeemed as has_redeemed,
    visited.came_back as came_back,
    date_diff('day', visited.last_on, visited.day) as recency_days,
    visited.occasions as occasions,
    earning.earned as earned,
    avg(earning.earned) over () as usual
  from visited
  join earning on earning.customer_key = visited.customer_key
  where date_diff('day', visited.last_on, visited.day) < 90
    and earning.earned > 0
),
banded as (
  select
    has_redeemed,
    came_back,
    case when recency_days < 15 then 1 when recency_days < 30 then 2 when recency_days < 60 then 3 else 4 end as recency_band,
    case
      when occasions <= 3 then occasions
      when occasions <= 5 then 4
      when occasions <= 8 then 5
      when occasions <= 12 then 6
      when occasions <= 20 then 7
      else 8
    end as occasion_band,
    case when earned < usual / 2 then 1 when earned < usual then 2 when earned < usual * 2 then 3 else 4 end as earned_band
  from person
)
select
  reg_count(100 * recency_band + 10 * occasion_band + earned_band) as stratum,
  reg_flag(has_redeemed = 1) as has_redeemed,
  reg_count(count(*)) as customers,
  reg_count(sum(came_back)) as came_back
from banded
group by recency_band, occasion_band, earned_band, has_redeemed
order by stratum, has_redeemed
