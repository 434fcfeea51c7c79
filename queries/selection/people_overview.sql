-- The customers that the Overview's card of the same name counts over the whole period, and all of them.
-- opening  the first purchase day of the period of each customer, whatever is filtered: where nothing is, that of who was active
with last_known as (
  select least($to, last_day) as day
  from data_span
),
active as (
  select distinct customer_key
  from selected_visit
  where not reg_unfiltered($region, $store, $channel, $category, $grade)
    and day between $from and $to
),
opening as (
  select
    customer_key,
    previous_day,
    date_diff('day', previous_day, day) as gap_days
  from selected_occasion
  where day between $from and $to
    and (previous_day is null or previous_day < $from)
),
repeating as (
  select visit.customer_key as customer_key
  from selected_visit as visit
  cross join last_known
  where not reg_unfiltered($region, $store, $channel, $category, $grade)
    and visit.day <= last_known.day
    and visit.day >= reg_add_months(last_known.day + 1, -12)
  group by visit.customer_key
  having min(visit.day) < max(visit.day)
  union all
  select occasion.customer_key
  from selected_occasion as occasion
  cross join last_known
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and occasion.day <= last_known.day
    and occasion.previous_day >= reg_add_months(last_known.day + 1, -12)
    and (
      occasion.second_previous_day is null
      or occasion.second_previous_day < reg_add_months(last_known.day + 1, -12)
    )
),
last_visit as (
  select
    occasion.customer_key as customer_key,
    occasion.day as day
  from selected_occasion as occasion
  where occasion.day < $from
    and occasion.day + $inactive_days + 1 >= $from
    and (occasion.next_day is null or occasion.next_day >= $from)
),
silent as (
  select distinct occasion.customer_key as customer_key
  from selected_occasion as occasion
  cross join last_known
  where occasion.day + $inactive_days + 1 between $from and last_known.day
    and (occasion.next_day is null or occasion.next_day > occasion.day + $inactive_days)
),
answered as (
  select
    customer_key,
    nps
  from selected_survey
  where answered_on between $from and $to
)
select customer_key
from selected_customer
where $who = 'all'
union all
select customer_key
from opening
where reg_unfiltered($region, $store, $channel, $category, $grade)
  and (
    $who = 'active'
    or ($who = 'new' and previous_day is null)
    or ($who = 'returning' and previous_day is not null)
    or ($who = 'reactivated' and gap_days > $lapse_days)
  )
union all
select active.customer_key
from active
left join opening on opening.customer_key = active.customer_key
where $who = 'active'
  or ($who = 'new' and opening.customer_key is not null and opening.previous_day is null)
  or ($who = 'returning' and (opening.customer_key is null or opening.previous_day is not null))
  or ($who = 'reactivated' and opening.gap_days > $lapse_days)
union all
select customer_key
from repeating
where $who = 'repeat'
union all
select customer_key
from last_visit
where $who = 'lapsed'
  and customer_key in (select customer_key from silent)
  and (customer_key, day) in (select customer_key, day from selected_visit)
union all
select customer_key
from answered
where ($who = 'promoters' and nps >= 9)
  or ($who = 'passives' and nps between 7 and 8)
  or ($who = 'detractors' and nps <= 6)
union all
select customer_key
from selected_complaint
where $who = 'complainants'
  and received_on between $from and $to
