-- Who are the customers behind a number?
-- measured  what the list is sorted by, of whom it is known
-- known     where each of these stands in the list; equals come in the order of their ids
-- zero      where all others of the list stand: at its end (null), or where nothing counts as zero at that
-- edge      the last place of the page, so that ids are only looked up for those who may stand on it; beyond any where that may be all
-- others    whether they may stand on the page
-- ranked    the page of the list; only its customers are described, and looked for in all that describes them before it is joined
with listed as (
  select customer_key
  from customer
  where (
      $who = 'all'
      and reg_holds($scope, '*')
      and reg_unfiltered($region, $store, $grade, $grade, $segment)
    )
    or customer_key in (select customer_key from selected_people)
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
    reg_number(count(*))
  from selected_customer_complaint
  where $sort = 'complaints'
  group by customer_key
  union all
  select
    customer_key,
    reg_number(reg_latest(nps, answered_on, survey_id))
  from selected_customer_answer
  where $sort = 'last_nps'
  group by customer_key
  union all
  select
    customer_key,
    case $sort
      when 'enquiries_12m' then reg_number(sum(enquiries))
      when 'visits_12m' then reg_number(sum(visits))
      when 'care_contacts_12m' then reg_number(sum(care_contacts))
      else reg_number(date_diff('day', reg_date('1970-01-01'), max(contacted_on)))
    end
  from selected_customer_contact
  where $sort in ('enquiries_12m', 'visits_12m', 'care_contacts_12m', 'last_contact_on')
  group by customer_key
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
known as (
  select
    customer_key,
    case when $descending = 'true' then 0 - value else value end as place
  from measured
  where value is not null
    and (
      ($who = 'all' and reg_holds($scope, '*') and reg_unfiltered($region, $store, $grade, $grade, $segment))
      or customer_key in (select customer_key from listed)
    )
),
zero as (
  select
    case
      when $sort in (
        'orders_12m', 'net_sales_12m', 'lifetime_net_sales', 'complaints', 'enquiries_12m', 'visits_12m', 'care_contacts_12m'
      ) then 0.0e0
    end as place
  from data_span
),
edge as (
  select case when count(place) = $limit + $offset then max(place) else 1.0e308 end as place
  from (select place from known order by place limit $limit + $offset) as page
),
others as (
  select edge.place >= coalesce(zero.place, 1.0e308) as are_on_page
  from edge
  cross join zero
),
candidate as (
  select
    customer_key,
    place
  from known
  where reg_narrowed(place <= (select place from edge))
  union all
  select
    listed.customer_key,
    zero.place
  from listed
  cross join zero
  where reg_narrowed((select are_on_page from others))
    and listed.customer_key not in (select customer_key from known where reg_narrowed((select are_on_page from others)))
),
ranked as (
  select
    candidate.customer_key as customer_key,
    customer.customer_id as customer_id,
    candidate.place as place
  from candidate
  join customer on customer.customer_key = candidate.customer_key
  order by
    candidate.place nulls last,
    case when $sort = 'customer_id' and $descending = 'true' then customer.customer_id end desc nulls last,
    customer.customer_id
  limit $limit offset $offset
),
described as (
  select
    customer_key,
    home_store_key,
    city,
    customer_type,
    joined_on,
    first_purchase_on,
    last_purchase_on,
    net_amount
  from customer
  where reg_narrowed(customer_key in (select customer_key from ranked))
),
held as (
  select
    customer_key,
    grade
  from grade_span
  where reg_narrowed(customer_key in (select customer_key from ranked))
    and starts_on <= $to
    and ends_before > $to
),
grouped as (
  select
    customer_key,
    segment
  from selected_value_group
  where reg_narrowed(customer_key in (select customer_key from ranked))
),
lifetime as (
  select
    customer_key,
    first_purchase_on,
    last_purchase_on,
    net_amount
  from selected_customer_lifetime
  where not reg_holds($scope, '*')
    and reg_narrowed(customer_key in (select customer_key from ranked))
),
year_value as (
  select
    customer_key,
    orders,
    net_amount
  from selected_year_value
  where reg_narrowed(customer_key in (select customer_key from ranked))
),
complained as (
  select
    customer_key,
    count(*) as complaints
  from selected_customer_complaint
  where reg_narrowed(customer_key in (select customer_key from ranked))
  group by customer_key
),
answered as (
  select
    customer_key,
    reg_latest(nps, answered_on, survey_id) as nps
  from selected_customer_answer
  where reg_narrowed(customer_key in (select customer_key from ranked))
  group by customer_key
),
worth as (
  select
    customer_key,
    repeats,
    p_alive,
    purchases_90,
    purchases_365,
    purchases_365_low,
    purchases_365_high,
    clv,
    clv_low,
    clv_high,
    age_days,
    chance_alive,
    expected_spend,
    margin_rate,
    r,
    alpha,
    a,
    b,
    p,
    q
  from selected_worth
  where reg_narrowed(customer_key in (select customer_key from ranked))
),
contact as (
  select
    customer_key,
    sum(enquiries) as enquiries,
    sum(visits) as visits,
    sum(care_contacts) as care_contacts,
    max(contacted_on) as last_contact_on
  from selected_customer_contact
  where reg_narrowed(customer_key in (select customer_key from ranked))
  group by customer_key
)
select
  ranked.customer_id as customer_id,
  held.grade as grade,
  grouped.segment as segment,
  coalesce(store.name, store.store_id) as home_store,
  described.city as city,
  described.customer_type as customer_type,
  described.joined_on as joined_on,
  case when reg_holds($scope, '*') then described.first_purchase_on else lifetime.first_purchase_on end as first_purchase_on,
  case when reg_holds($scope, '*') then described.last_purchase_on else lifetime.last_purchase_on end as last_purchase_on,
  case when loaded.has_purchases then reg_count(coalesce(year_value.orders, 0)) end as orders_12m,
  case when loaded.has_purchases then coalesce(year_value.net_amount, reg_money(0)) end as net_sales_12m,
  case
    when loaded.has_purchases
    then coalesce(case when reg_holds($scope, '*') then described.net_amount else lifetime.net_amount end, reg_money(0))
  end as lifetime_net_sales,
  case when loaded.has_complaints then reg_count(coalesce(complained.complaints, 0)) end as complaints,
  answered.nps as last_nps,
  case when loaded.has_contacts and loaded.has_purchases then coalesce(contact.enquiries, 0) end as enquiries_12m,
  case when loaded.has_contacts and loaded.has_purchases then coalesce(contact.visits, 0) end as visits_12m,
  case when loaded.has_contacts and loaded.has_purchases then coalesce(contact.care_contacts, 0) end as care_contacts_12m,
  contact.last_contact_on as last_contact_on,
  case when worth.repeats > 0 then worth.p_alive end as p_alive,
  worth.purchases_90 as purchases_90,
  worth.purchases_365 as purchases_365,
  worth.purchases_365_low as purchases_365_low,
  worth.purchases_365_high as purchases_365_high,
  worth.clv as clv,
  worth.clv_low as clv_low,
  worth.clv_high as clv_high,
  reg_count((select count(*) from listed)) as total_customers,
  case when worth.age_days is not null then worth.repeats end as repeats,
  worth.age_days as age_days,
  worth.chance_alive as chance_alive,
  worth.expected_spend as expected_spend,
  worth.margin_rate as margin_rate,
  worth.r as r,
  worth.alpha as alpha,
  worth.a as a,
  worth.b as b,
  worth.p as p,
  worth.q as q
from ranked
cross join loaded
join described on described.customer_key = ranked.customer_key
left join held on held.customer_key = ranked.customer_key
left join grouped on grouped.customer_key = ranked.customer_key
left join store on store.store_key = described.home_store_key
left join lifetime on lifetime.customer_key = ranked.customer_key
left join year_value on year_value.customer_key = ranked.customer_key
left join complained on complained.customer_key = ranked.customer_key
left join answered on answered.customer_key = ranked.customer_key
left join worth on worth.customer_key = ranked.customer_key
left join contact on contact.customer_key = ranked.customer_key
order by
  ranked.place nulls last,
  case when $sort = 'customer_id' and $descending = 'true' then ranked.customer_id end desc nulls last,
  ranked.customer_id
