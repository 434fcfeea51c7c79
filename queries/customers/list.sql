-- Who are the customers behind a number?
-- people    each selection gives those behind a card or a mark of its page; $who, $of, $into and $method say which
-- measured  what the list is sorted by, of whom it is known
-- placed    where each stands in the list; equals come in the order of their ids
-- edge      the last place of the page, so that ids are only looked up for those who may stand on it; null where that may be anybody
-- ranked    the page of the list; only its customers are described
with people as (
  select customer_key
  from people_overview
  union all
  select customer_key
  from people_complaints
  union all
  select customer_key
  from people_value
  union all
  select customer_key
  from people_satisfaction
  union all
  select customer_key
  from people_prediction
  union all
  select customer_key
  from people_roi
  union all
  select customer_key
  from people_churn
),
listed as (
  select customer_key
  from customer
  where (
      $who = 'all'
      and reg_holds($scope, '*')
      and reg_unfiltered($region, $store, $grade, $grade, $segment)
    )
    or customer_key in (select customer_key from people)
),
measured as (
  select
    customer_key,
    reg_number(date_diff('day', reg_date('1970-01-01'), joined_on)) as value
  from customer
  where $sort = 'joined_on'
  union all
  select
    customer_key,
    case $sort
      when 'first_purchase_on' then reg_number(date_diff('day', reg_date('1970-01-01'), first_purchase_on))
      when 'last_purchase_on' then reg_number(date_diff('day', reg_date('1970-01-01'), last_purchase_on))
      else reg_number(coalesce(net_amount, 0))
    end
  from selected_customer_lifetime
  where $sort in ('first_purchase_on', 'last_purchase_on', 'lifetime_net_sales')
  union all
  select
    customer_key,
    case $sort when 'orders_12m' then reg_number(orders) else reg_number(net_amount) end
  from selected_year_value
  where $sort in ('orders_12m', 'net_sales_12m')
  union all
  select
    customer_key,
    reg_number(complaints)
  from selected_customer_complaint
  where $sort = 'complaints'
  union all
  select
    customer_key,
    reg_number(nps)
  from selected_customer_answer
  where $sort = 'last_nps'
  union all
  select
    customer_key,
    case $sort
      when 'enquiries_12m' then reg_number(enquiries)
      when 'visits_12m' then reg_number(visits)
      when 'care_contacts_12m' then reg_number(care_contacts)
      else reg_number(date_diff('day', reg_date('1970-01-01'), last_contact_on))
    end
  from selected_customer_contact
  where $sort in ('enquiries_12m', 'visits_12m', 'care_contacts_12m', 'last_contact_on')
  union all
  select
    customer_key,
    case when $sort = 'purchases_365' then purchases_365 when repeats > 0 then p_alive end
  from selected_prediction
  where $sort in ('p_alive', 'purchases_365')
  union all
  select
    customer_key,
    clv
  from selected_worth
  where $sort = 'clv'
),
placed as (
  select
    listed.customer_key as customer_key,
    case when $descending = 'true' then -1 else 1 end * case
      when $sort in (
        'orders_12m', 'net_sales_12m', 'lifetime_net_sales', 'complaints', 'enquiries_12m', 'visits_12m', 'care_contacts_12m'
      ) then coalesce(measured.value, 0.0e0)
      else measured.value
    end as place
  from listed
  left join measured on measured.customer_key = listed.customer_key
),
edge as (
  select case when count(place) = $limit + $offset then max(place) end as place
  from (select place from placed order by place nulls last limit $limit + $offset) as page
),
ranked as (
  select
    placed.customer_key as customer_key,
    customer.customer_id as customer_id,
    placed.place as place
  from placed
  cross join edge
  join customer on customer.customer_key = placed.customer_key
  where placed.place <= edge.place
    or edge.place is null
  order by
    placed.place nulls last,
    case when $sort = 'customer_id' and $descending = 'true' then customer.customer_id end desc nulls last,
    customer.customer_id
  limit $limit offset $offset
),
loaded as (
  select count(*) > 0 as has_contacts
  from table_profile
  where table_name = 'service_contacts'
)
select
  ranked.customer_id as customer_id,
  held.grade as grade,
  grouped.segment as segment,
  coalesce(store.name, store.store_id) as home_store,
  customer.city as city,
  customer.customer_type as customer_type,
  customer.joined_on as joined_on,
  case when reg_holds($scope, '*') then customer.first_purchase_on else lifetime.first_purchase_on end as first_purchase_on,
  case when reg_holds($scope, '*') then customer.last_purchase_on else lifetime.last_purchase_on end as last_purchase_on,
  reg_count(coalesce(year_value.orders, 0)) as orders_12m,
  coalesce(year_value.net_amount, reg_money(0)) as net_sales_12m,
  coalesce(case when reg_holds($scope, '*') then customer.net_amount else lifetime.net_amount end, reg_money(0)) as lifetime_net_sales,
  reg_count(coalesce(complained.complaints, 0)) as complaints,
  answered.nps as last_nps,
  case when loaded.has_contacts then coalesce(contact.enquiries, 0) end as enquiries_12m,
  case when loaded.has_contacts then coalesce(contact.visits, 0) end as visits_12m,
  case when loaded.has_contacts then coalesce(contact.care_contacts, 0) end as care_contacts_12m,
  contact.last_contact_on as last_contact_on,
  case when prediction.repeats > 0 then prediction.p_alive end as p_alive,
  prediction.purchases_90 as purchases_90,
  prediction.purchases_365 as purchases_365,
  prediction.purchases_365_low as purchases_365_low,
  prediction.purchases_365_high as purchases_365_high,
  worth.clv as clv,
  worth.clv_low as clv_low,
  worth.clv_high as clv_high,
  reg_count((select count(*) from listed)) as total_customers,
  basis.repeats as repeats,
  basis.age_days as age_days,
  basis.chance_alive as chance_alive,
  basis.expected_spend as expected_spend,
  basis.margin_rate as margin_rate,
  basis.r as r,
  basis.alpha as alpha,
  basis.a as a,
  basis.b as b,
  basis.p as p,
  basis.q as q
from ranked
cross join loaded
join customer on customer.customer_key = ranked.customer_key
left join grade_span as held
  on held.customer_key = ranked.customer_key
  and held.starts_on <= $to
  and held.ends_before > $to
left join selected_value_group as grouped on grouped.customer_key = ranked.customer_key
left join store on store.store_key = customer.home_store_key
left join selected_customer_lifetime as lifetime
  on lifetime.customer_key = ranked.customer_key
  and not reg_holds($scope, '*')
left join selected_year_value as year_value on year_value.customer_key = ranked.customer_key
left join selected_customer_complaint as complained on complained.customer_key = ranked.customer_key
left join selected_customer_answer as answered on answered.customer_key = ranked.customer_key
left join selected_prediction as prediction on prediction.customer_key = ranked.customer_key
left join selected_worth as worth on worth.customer_key = ranked.customer_key
left join selected_worth_basis as basis on basis.customer_key = ranked.customer_key
left join selected_customer_contact as contact on contact.customer_key = ranked.customer_key
order by
  ranked.place nulls last,
  case when $sort = 'customer_id' and $descending = 'true' then ranked.customer_id end desc nulls last,
  ranked.customer_id
