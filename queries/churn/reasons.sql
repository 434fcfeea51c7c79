-- What had happened to the customers who lapsed in the period, and what to those who stayed?
-- exposed_*  how many of them met with it, of compared_* customers: everybody, or those who answered where it is an answer
with landmark as (
  select
    customer_key,
    case when has_lapsed then 1 else 0 end as lapsed
  from selected_landmark
),
met as (
  select
    exposure.factor as factor,
    exposure.detail as detail,
    exposure.is_asked as is_asked,
    exposure.is_met as is_met,
    landmark.lapsed as lapsed
  from selected_exposure as exposure
  join landmark on landmark.customer_key = exposure.customer_key
  union all
  select
    'join_channel',
    customer.join_channel,
    false,
    true,
    landmark.lapsed
  from landmark
  join customer on customer.customer_key = landmark.customer_key
  where customer.join_channel is not null
  union all
  select
    'bought_once',
    cast(null as varchar),
    false,
    true,
    landmark.lapsed
  from landmark
  join selected_occasion as occasion on occasion.customer_key = landmark.customer_key
  where occasion.previous_day is null
    and occasion.day < $from
    and (occasion.next_day is null or occasion.next_day >= $from)
),
everybody as (
  select
    sum(lapsed) as lapsed,
    sum(1 - lapsed) as stayed
  from landmark
)
select
  met.factor as factor,
  met.detail as detail,
  reg_count(sum(case when met.is_met then met.lapsed else 0 end)) as exposed_lapsed,
  reg_count(case when met.is_asked then sum(met.lapsed) else max(everybody.lapsed) end) as compared_lapsed,
  reg_count(sum(case when met.is_met then 1 - met.lapsed else 0 end)) as exposed_stayed,
  reg_count(case when met.is_asked then sum(1 - met.lapsed) else max(everybody.stayed) end) as compared_stayed
from met
cross join everybody
group by met.factor, met.detail, met.is_asked
order by factor, detail nulls first
