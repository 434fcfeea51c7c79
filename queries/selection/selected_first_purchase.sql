-- The first purchase of each customer, if the filters keep it; of several on one day the one in the store with the lowest number.
select
  visit.customer_key as customer_key,
  visit.day as day,
  min(visit.store_key) as store_key,
  argMin(visit.channel, visit.store_key) as channel,
  max(visit.grade) as grade
from selected_visit as visit
join selected_occasion as occasion
  on occasion.customer_key = visit.customer_key
  and occasion.day = visit.day
where occasion.previous_day is null
group by visit.customer_key, visit.day
