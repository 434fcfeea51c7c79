-- How many customers bought on one day and on another one next (steps 1) or the time after that (steps 2), by pairs of days.
-- With steps 1, day is null for first purchase days and next_day for last ones; days are as in visit.
-- after_first, after_second  of those of one step, for how many the day it starts from was their first, and their second
-- on_file, reachable, filled_weight  how many of those of one step to a known day are, and what they have, as in customer
with occasion as (
  select
    customer_key,
    day,
    previous_day,
    second_previous_day,
    next_day
  from visit
  where opens_day
)
select
  1 as steps,
  occasion.previous_day as day,
  occasion.day as next_day,
  reg_count(count(*)) as customers,
  reg_count(0) as after_first,
  reg_count(0) as after_second,
  reg_count(count(case when customer.is_on_file then 1 end)) as on_file,
  reg_count(count(case when customer.is_reachable then 1 end)) as reachable,
  reg_count(sum(customer.filled_weight)) as filled_weight
from occasion
join customer on customer.customer_key = occasion.customer_key
where occasion.previous_day is null
group by occasion.previous_day, occasion.day
union all
select
  1 as steps,
  occasion.day as day,
  occasion.next_day as next_day,
  reg_count(count(*)) as customers,
  reg_count(count(case when occasion.previous_day is null then 1 end)) as after_first,
  reg_count(count(case when occasion.previous_day is not null and occasion.second_previous_day is null then 1 end)) as after_second,
  reg_count(count(case when occasion.next_day is not null and customer.is_on_file then 1 end)) as on_file,
  reg_count(count(case when occasion.next_day is not null and customer.is_reachable then 1 end)) as reachable,
  reg_count(sum(case when occasion.next_day is null then 0 else customer.filled_weight end)) as filled_weight
from occasion
join customer on customer.customer_key = occasion.customer_key
group by occasion.day, occasion.next_day
union all
select
  2 as steps,
  second_previous_day as day,
  day as next_day,
  reg_count(count(*)) as customers,
  reg_count(0) as after_first,
  reg_count(0) as after_second,
  reg_count(0) as on_file,
  reg_count(0) as reachable,
  reg_count(0) as filled_weight
from occasion
where second_previous_day is not null
group by second_previous_day, day
