-- How the chain writes points: the sign that makes redeemed and expired points positive, and what a point is worth by the value of
-- redeemed ones, or else of earned ones. Of the whole chain whatever the scope: a custom, not a figure.
select
  case when sum(case when kind = 'redeem' then points else 0 end) > 0 then 1 else -1 end as redeemed_sign,
  case when sum(case when kind = 'expire' then points else 0 end) > 0 then 1 else -1 end as expired_sign,
  coalesce(
    reg_ratio(
      sum(case when kind = 'redeem' then value_amount end),
      sum(case when kind = 'redeem' then valued_points end)
    ),
    reg_ratio(
      sum(case when kind = 'earn' then value_amount end),
      sum(case when kind = 'earn' then valued_points end)
    )
  ) as value_per_point
from points_day
where not reg_empty($scope)
