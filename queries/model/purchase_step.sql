-- How many customers bought on one day and on another one next (steps 1) or the time after that (steps 2), by pairs of days.
-- With steps 1, day is null for first purchase days and next_day for last ones; days are as in visit.
select
  1 as steps,
  previous_day as day,
  day as next_day,
  reg_count(count(*)) as customers
from visit
where opens_day
group by previous_day, day
union all
select
  1 as steps,
  day,
  cast(null as date) as next_day,
  reg_count(count(*)) as customers
from visit
where opens_day
  and next_day is null
group by day
union all
select
  2 as steps,
  second_previous_day as day,
  day as next_day,
  reg_count(count(*)) as customers
from visit
where opens_day
  and second_previous_day is not null
group by second_previous_day, day
