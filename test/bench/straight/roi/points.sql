with custom as (
  select
    case when sum(case when kind = 'redeem' then points end) > 0 then 1 else -1 end as redeemed_sign,
    case when sum(case when kind = 'expire' then points end) > 0 then 1 else -1 end as expired_sign,
    coalesce(
      reg_ratio(sum(case when kind = 'redeem' then value_amount end), sum(case when kind = 'redeem' and value_amount is not null then points end)),
      reg_ratio(sum(case when kind = 'earn' then value_amount end), sum(case when kind = 'earn' and value_amount is not null then points end))
    ) as point_value
  from points
),
entry as (
  select
    customer_id,
    kind,
    day,
    case when day >= $from then reg_bucket($grain, day, $from) end as bucket,
    case kind when 'redeem' then points * redeemed_sign when 'expire' then points * expired_sign else points end as points
  from points
  cross join custom
  where day <= $to
    and customer_id in (select customer_id from kept_customer) -- $region $store $grade $segment
),
flow as (
  select
    bucket,
    coalesce(sum(case when kind = 'earn' then points end), 0) as earned,
    coalesce(sum(case when kind = 'redeem' then points end), 0) as redeemed,
    coalesce(sum(case when kind = 'expire' then points end), 0) as expired,
    coalesce(sum(case when kind = 'adjust' then points end), 0) as adjusted,
    count(distinct case when kind = 'redeem' then customer_id end) as redeemers
  from entry
  group by bucket
),
running as (
  select
    *,
    sum(earned + adjusted - redeemed - expired) over (order by bucket nulls first rows between unbounded preceding and current row) as balance
  from flow
)
select
  bucket,
  reg_count(earned) as earned,
  reg_count(redeemed) as redeemed,
  reg_count(expired) as expired,
  reg_count(adjusted) as adjusted,
  reg_ratio(redeemed, earned) as redemption_rate,
  reg_count(balance) as balance,
  balance * point_value as liability,
  redeemers
from running
cross join custom
where bucket is not null
order by bucket
