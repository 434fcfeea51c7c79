with moment as (
  select least($to, last_day) - $follow_days as day
  from chain
),
visited as (
  select
    customer_id,
    max(moment.day) - max(case when purchase_day.day <= moment.day then purchase_day.day end) as recency_days,
    count(case when purchase_day.day <= moment.day then 1 end) as occasions,
    max(case when purchase_day.day > moment.day then 1 else 0 end) as came_back
  from purchase_day
  cross join moment
  where purchase_day.day > reg_add_months(moment.day, -12)
    and purchase_day.day <= moment.day + $follow_days
  group by customer_id
),
earning as (
  select
    customer_id,
    reg_number(coalesce(sum(case when kind = 'earn' then points end), 0)) as earned,
    max(case when kind = 'redeem' and points.day > moment.day - 90 then 1 else 0 end) as has_redeemed
  from points
  cross join moment
  where points.day > reg_add_months(moment.day, -12)
    and points.day <= moment.day
    and customer_id in (select customer_id from kept_customer) -- $region $store $grade $segment
  group by customer_id
),
person as (
  select *, avg(earned) over () as usual
  from visited
  join earning using (customer_id)
  where recency_days < 90
    and earned > 0
)
select
  100 * case when recency_days < 15 then 1 when recency_days < 30 then 2 when recency_days < 60 then 3 else 4 end
    + 10 * case when occasions <= 3 then occasions when occasions <= 5 then 4 when occasions <= 8 then 5 when occasions <= 12 then 6 when occasions <= 20 then 7 else 8 end
    + case when earned < usual / 2 then 1 when earned < usual then 2 when earned < usual * 2 then 3 else 4 end as stratum,
  has_redeemed = 1 as has_redeemed,
  count(*) as customers,
  reg_count(sum(came_back)) as came_back
from person
group by 1, 2
order by stratum, has_redeemed
