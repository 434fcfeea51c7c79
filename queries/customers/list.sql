-- Who are the customers behind a number?
-- people  each selection gives those behind a card or a mark of its page; $who, $of, $into and $method say which
-- ranked  the page of the list; only its customers are described
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
  select distinct customer_key
  from people
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
      when 'clv' then worth.clv
    end as sort_value
  from listed
  join customer on customer.customer_key = listed.customer_key
  join selected_customer_total as total on total.customer_key = listed.customer_key
  left join selected_prediction as prediction
    on prediction.customer_key = listed.customer_key
    and $sort in ('p_alive', 'purchases_365')
  left join selected_worth as worth
    on worth.customer_key = listed.customer_key
    and $sort = 'clv'
  left join selected_customer_contact as contact
    on contact.customer_key = listed.customer_key
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
  grouped.segment as segment,
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
  worth.clv as clv,
  worth.clv_low as clv_low,
  worth.clv_high as clv_high,
  ranked.total_customers as total_customers,
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
left join held on held.customer_key = ranked.customer_key
left join selected_value_group as grouped on grouped.customer_key = ranked.customer_key
left join store on store.store_key = customer.home_store_key
left join selected_prediction as prediction on prediction.customer_key = ranked.customer_key
left join selected_worth as worth on worth.customer_key = ranked.customer_key
left join selected_worth_basis as basis on basis.customer_key = ranked.customer_key
left join selected_customer_contact as contact on contact.customer_key = ranked.customer_key
order by
  case when $descending = 'true' then ranked.sort_value end desc nulls last,
  case when $descending = 'false' then ranked.sort_value end nulls last,
  case when $sort = 'customer_id' and $descending = 'true' then ranked.customer_id end desc nulls last,
  ranked.customer_id
