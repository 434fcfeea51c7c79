-- Who are the customers behind a number?
-- chosen  each branch gives the customers that the card of that name counts over the whole period; the people_* selections
--         give those behind a mark of another page: $of, $into and $method say which
-- ranked  the page of the list; only its customers are described
with last_known as (
  select least($to, last_day) as day
  from data_span
),
active as (
  select distinct customer_key
  from selected_visit
  where day between $from and $to
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
  where visit.day <= last_known.day
    and visit.day >= reg_add_months(last_known.day + 1, -12)
  group by visit.customer_key
  having min(visit.day) < max(visit.day)
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
),
chosen as (
  select customer_key
  from selected_customer
  where $who = 'all'
  union distinct
  select active.customer_key
  from active
  left join opening on opening.customer_key = active.customer_key
  where $who = 'active'
    or ($who = 'new' and opening.customer_key is not null and opening.previous_day is null)
    or ($who = 'returning' and (opening.customer_key is null or opening.previous_day is not null))
    or ($who = 'reactivated' and opening.gap_days > $lapse_days)
  union distinct
  select customer_key
  from repeating
  where $who = 'repeat'
  union distinct
  select customer_key
  from last_visit
  where $who = 'lapsed'
    and customer_key in (select customer_key from silent)
    and (customer_key, day) in (select customer_key, day from selected_visit)
  union distinct
  select customer_key
  from answered
  where ($who = 'promoters' and nps >= 9)
    or ($who = 'passives' and nps between 7 and 8)
    or ($who = 'detractors' and nps <= 6)
  union distinct
  select customer_key
  from selected_complaint
  where $who = 'complainants'
    and received_on between $from and $to
  union distinct
  select customer_key
  from people_value
  union distinct
  select customer_key
  from people_complaints
  union distinct
  select customer_key
  from people_satisfaction
  union distinct
  select customer_key
  from people_prediction
  union distinct
  select customer_key
  from people_roi
  union distinct
  select customer_key
  from people_churn
),
ranked as (
  select
    total.customer_key as customer_key,
    customer.customer_id as customer_id,
    total.first_purchase_on as first_purchase_on,
    total.last_purchase_on as last_purchase_on,
    total.orders_12m as orders_12m,
    total.net_sales_12m as net_sales_12m,
    total.lifetime_net_sales as lifetime_net_sales,
    total.complaints as complaints,
    total.last_nps as last_nps,
    reg_count(count(*) over ()) as total_customers,
    case $sort
      when 'joined_on' then reg_number(date_diff('day', reg_date('1970-01-01'), customer.joined_on))
      when 'first_purchase_on' then reg_number(date_diff('day', reg_date('1970-01-01'), total.first_purchase_on))
      when 'last_purchase_on' then reg_number(date_diff('day', reg_date('1970-01-01'), total.last_purchase_on))
      when 'orders_12m' then reg_number(total.orders_12m)
      when 'net_sales_12m' then reg_number(total.net_sales_12m)
      when 'lifetime_net_sales' then reg_number(total.lifetime_net_sales)
      when 'complaints' then reg_number(total.complaints)
      when 'last_nps' then reg_number(total.last_nps)
      when 'enquiries_12m' then reg_number(coalesce(contact.enquiries, 0))
      when 'visits_12m' then reg_number(coalesce(contact.visits, 0))
      when 'care_contacts_12m' then reg_number(coalesce(contact.care_contacts, 0))
      when 'last_contact_on' then reg_number(date_diff('day', reg_date('1970-01-01'), contact.last_contact_on))
      when 'p_alive' then case when prediction.repeats > 0 then prediction.p_alive end
      when 'purchases_365' then prediction.purchases_365
      when 'clv' then prediction.clv
    end as sort_value
  from chosen
  join customer on customer.customer_key = chosen.customer_key
  join selected_customer_total as total on total.customer_key = chosen.customer_key
  left join customer_prediction as prediction
    on prediction.customer_key = chosen.customer_key
    and $sort in ('p_alive', 'purchases_365', 'clv')
  left join selected_customer_contact as contact
    on contact.customer_key = chosen.customer_key
    and $sort in ('enquiries_12m', 'visits_12m', 'care_contacts_12m', 'last_contact_on')
  order by
    case when $descending = 'true' then sort_value end desc nulls last,
    case when $descending = 'false' then sort_value end nulls last,
    case when $sort = 'customer_id' and $descending = 'true' then customer_id end desc nulls last,
    customer_id
  limit $limit offset $offset
),
loaded as (
  select count(*) > 0 as has_contacts
  from table_profile
  where table_name = 'service_contacts'
),
held as (
  select
    customer_key,
    grade
  from grade_span
  where starts_on <= $to
    and ends_before > $to
    and customer_key in (select customer_key from ranked)
)
select
  ranked.customer_id as customer_id,
  held.grade as grade,
  customer_value.segment as segment,
  coalesce(store.name, store.store_id) as home_store,
  customer.city as city,
  customer.customer_type as customer_type,
  customer.joined_on as joined_on,
  ranked.first_purchase_on as first_purchase_on,
  ranked.last_purchase_on as last_purchase_on,
  ranked.orders_12m as orders_12m,
  ranked.net_sales_12m as net_sales_12m,
  ranked.lifetime_net_sales as lifetime_net_sales,
  ranked.complaints as complaints,
  ranked.last_nps as last_nps,
  case when loaded.has_contacts then coalesce(contact.enquiries, 0) end as enquiries_12m,
  case when loaded.has_contacts then coalesce(contact.visits, 0) end as visits_12m,
  case when loaded.has_contacts then coalesce(contact.care_contacts, 0) end as care_contacts_12m,
  contact.last_contact_on as last_contact_on,
  case when prediction.repeats > 0 then prediction.p_alive end as p_alive,
  prediction.purchases_90 as purchases_90,
  prediction.purchases_365 as purchases_365,
  prediction.purchases_365_low as purchases_365_low,
  prediction.purchases_365_high as purchases_365_high,
  prediction.clv as clv,
  prediction.clv_low as clv_low,
  prediction.clv_high as clv_high,
  ranked.total_customers as total_customers
from ranked
cross join loaded
join customer on customer.customer_key = ranked.customer_key
left join held on held.customer_key = ranked.customer_key
left join customer_value on customer_value.customer_key = ranked.customer_key
left join store on store.store_key = customer.home_store_key
left join customer_prediction as prediction on prediction.customer_key = ranked.customer_key
left join selected_customer_contact as contact on contact.customer_key = ranked.customer_key
order by
  case when $descending = 'true' then ranked.sort_value end desc nulls last,
  case when $descending = 'false' then ranked.sort_value end nulls last,
  case when $sort = 'customer_id' and $descending = 'true' then ranked.customer_id end desc nulls last,
  ranked.customer_id
