-- Points of each customer by day and kind, signed as loaded; value_amount is what the entries say the points are worth.
select
  customer_key.customer_key as customer_key,
  reg_day(points."at") as day,
  points.kind as kind,
  reg_count(sum(points.points)) as points,
  reg_money(sum(points.value_amount)) as value_amount,
  reg_count(sum(case when points.value_amount is not null then points.points else 0 end)) as valued_points
from points
join customer_key on customer_key.customer_id = points.customer_id
where customer_key.customer_key in (select customer_key from customer_in_build)
group by customer_key.customer_key, reg_day(points."at"), points.kind
