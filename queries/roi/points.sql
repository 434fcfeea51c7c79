-- How many points were earned and redeemed, how many expired, and what is still owed?
-- flow       sums of each bucket, and as opening all that went before
-- redeeming  who redeemed, where points of the whole chain are read that do not tell it
with flow as (
  select
    case when entry.day < $from then 0 else 1 end as is_open,
    case when entry.day < $from then $from else reg_bucket($grain, entry.day, $from) end as bucket,
    sum(case when entry.kind = 'earn' then entry.points else 0 end) as earned,
    sum(case when entry.kind = 'redeem' then entry.points * custom.redeemed_sign else 0 end) as redeemed,
    sum(case when entry.kind = 'expire' then entry.points * custom.expired_sign else 0 end) as expired,
    sum(case when entry.kind = 'adjust' then entry.points else 0 end) as adjusted,
    max(custom.value_per_point) as value_per_point,
    count(distinct entry.customer_key) filter (where entry.kind = 'redeem' and entry.day >= $from) as redeemers
  from selected_points as entry
  cross join selected_points_custom as custom
  where entry.day <= $to
  group by
    case when entry.day < $from then 0 else 1 end,
    case when entry.day < $from then $from else reg_bucket($grain, entry.day, $from) end
),
kept as (
  select
    is_open,
    bucket,
    earned,
    redeemed,
    expired,
    adjusted,
    value_per_point,
    redeemers,
    sum(earned + adjusted - redeemed - expired) over (
      order by is_open, bucket rows between unbounded preceding and current row
    ) as balance
  from flow
),
redeeming as (
  select
    reg_bucket($grain, day, $from) as bucket,
    count(distinct customer_key) as redeemers
  from selected_points_entry
  where reg_holds($scope, '*')
    and reg_unfiltered($region, $store, $segment, $grade, $grade)
    and kind = 'redeem'
    and day between $from and $to
  group by reg_bucket($grain, day, $from)
)
select
  kept.bucket as bucket,
  reg_count(kept.earned) as earned,
  reg_count(kept.redeemed) as redeemed,
  reg_count(kept.expired) as expired,
  reg_count(kept.adjusted) as adjusted,
  reg_ratio(kept.redeemed, kept.earned) as redemption_rate,
  reg_count(kept.balance) as balance,
  kept.balance * kept.value_per_point as liability,
  reg_count(coalesce(redeeming.redeemers, kept.redeemers)) as redeemers
from kept
left join redeeming on redeeming.bucket = kept.bucket
where kept.is_open = 1
order by bucket
