-- Points of all customers by day and kind, signed as loaded.
select
  day,
  kind,
  reg_count(sum(points)) as points,
  reg_money(sum(value_amount)) as value_amount,
  reg_count(sum(valued_points)) as valued_points
from points_entry
group by day, kind
