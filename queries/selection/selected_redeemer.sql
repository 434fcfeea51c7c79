-- Customers who earned points in a year and purchased in its last ninety days, the year ending follow_days before what is known: who
-- of them redeemed in these ninety days, who came back in the days after, and who is like whom.
-- moment      the last day after which follow_days are known
-- recent      the last purchase day of each of them up to that moment
-- stratum     alike: days since the last purchase, occasions and points earned in the year up to that moment
-- is_matched  in a stratum with somebody who redeemed and at least two who did not
with moment as (
  select
    least($to, last_day) - $follow_days as day
  from data_span
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
recent as (
  select
    occasion.customer_key as customer_key,
    date_diff('day', occasion.day, moment.day) as recency_days,
    case when occasion.next_day <= moment.day + $follow_days then 1 else 0 end as came_back,
    earning.earned as earned,
    earning.has_redeemed as has_redeemed
  from selected_scope_occasion as occasion
  cross join moment
  join earning on earning.customer_key = occasion.customer_key
  where occasion.day > moment.day - 90
    and occasion.day <= moment.day
    and (occasion.next_day is null or occasion.next_day > moment.day)
    and earning.earned > 0
),
counted as (
  select
    visit.customer_key as customer_key,
    count(*) as occasions
  from visit
  cross join moment
  where reg_holds($scope, '*')
    and visit.opens_day
    and visit.day > reg_add_months(moment.day, -12)
    and visit.day <= moment.day
    and visit.customer_key in (select customer_key from recent)
  group by visit.customer_key
  union all
  select
    occasion.customer_key,
    count(*)
  from selected_scope_occasion as occasion
  cross join moment
  where not reg_holds($scope, '*')
    and occasion.day > reg_add_months(moment.day, -12)
    and occasion.day <= moment.day
    and occasion.customer_key in (select customer_key from recent)
  group by occasion.customer_key
),
person as (
  select
    recent.customer_key as customer_key,
    recent.has_redeemed as has_redeemed,
    recent.came_back as came_back,
    recent.recency_days as recency_days,
    counted.occasions as occasions,
    recent.earned as earned,
    avg(recent.earned) over () as usual
  from recent
  join counted on counted.customer_key = recent.customer_key
),
banded as (
  select
    customer_key,
    has_redeemed,
    came_back,
    case when recency_days < 15 then 100 when recency_days < 30 then 200 when recency_days < 60 then 300 else 400 end
      + case
        when occasions <= 3 then 10 * occasions
        when occasions <= 5 then 40
        when occasions <= 8 then 50
        when occasions <= 12 then 60
        when occasions <= 20 then 70
        else 80
      end
      + case when earned < usual / 2 then 1 when earned < usual then 2 when earned < usual * 2 then 3 else 4 end as stratum
  from person
)
select
  customer_key,
  reg_count(stratum) as stratum,
  reg_flag(has_redeemed = 1) as has_redeemed,
  reg_flag(came_back = 1) as came_back,
  reg_flag(
    sum(has_redeemed) over (partition by stratum) > 0
    and sum(1 - has_redeemed) over (partition by stratum) > 1
  ) as is_matched
from banded
