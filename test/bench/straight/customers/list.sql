-- Those whom a mark of a page stands for by what the bench asks, see `people` there.
with opening as (
  select customer_id, bool_or(previous_day is null) as is_new, min(day) - min(previous_day) as gap_days
  from spaced_day
  where day between $from and $to
  group by customer_id
),
seen as (
  select distinct visited_day.customer_id as customer_id, is_new, gap_days
  from visited_day
  left join opening on opening.customer_id = visited_day.customer_id
  where visited_day.day between $from and $to
),
repeating as (
  select customer_id
  from visited_day
  where day between reg_add_months(least($to, (select last_day from chain)) + 1, -12) and least($to, (select last_day from chain))
  group by customer_id
  having count(*) > 1
),
lapsing as (
  select
    customer_id,
    max(case when day < $from then day end) as last_day,
    bool_or((next_day is null or next_day > day + $inactive_days) and day + $inactive_days + 1 between $from and least($to, (select last_day from chain))) as has_lapsed
  from spaced_day
  group by customer_id
),
answering as (
  select placed_survey.customer_id as customer_id, nps, csat
  from kept_survey
  join placed_survey using (survey_id)
  where answered_on between $from and $to
),
labelled as (
  select
    customer_id,
    case $who when 'rfm_cell' then 'R' || cast(recency_score as text) || 'F' || cast(frequency_score as text) when 'value_segment' then segment else value_group end as label
  from scored_buyer
  where side = 'now'
    and $who in ('rfm_cell', 'value_segment', 'value_group')
  union all
  select customer_id, tier
  from tiered_buyer
  where side = 'now'
    and $who = 'value_tier'
),
before_campaign as (
  select
    any_checkout.customer_id as customer_id,
    any_checkout.customer_id in (select customer_id from campaign_contacts where campaign_id = $of) as is_treated,
    max(starts_on) - max(case when net_amount > 0 then any_checkout.day end) as recency_days,
    count(case when net_amount > 0 then 1 end) as orders,
    sum(net_amount) as net_amount
  from any_checkout
  join campaign_size on any_checkout.day between reg_add_months(starts_on, -12) and starts_on - 1
  where $who = 'campaign_matched'
    and campaign_id = $of
    and treated > 0
    and controls = 0
    and any_checkout.customer_id is not null
  group by any_checkout.customer_id
  having count(case when net_amount > 0 then 1 end) > 0
),
alike as (
  select
    customer_id,
    is_treated,
    case when recency_days <= 30 then 1 when recency_days <= 90 then 2 when recency_days <= 180 then 3 else 4 end as recency_band,
    case when orders <= 2 then orders when orders <= 4 then 3 when orders <= 8 then 4 when orders <= 16 then 5 else 6 end as order_band,
    case when net_amount < usual / 4 then 1 when net_amount < usual / 2 then 2 when net_amount < usual then 3 when net_amount < usual * 2 then 4 else 5 end as spend_band
  from before_campaign
  cross join (select avg(net_amount) as usual from before_campaign where is_treated) as treated
  where true
    and false -- $grade
    and false -- $segment
    and customer_id in (select customer_id from customers where home_store_id in (select store_id from stores where region in (select unnest($region))))
    and customer_id in (select customer_id from customers where home_store_id in (select unnest($store)))
),
people as (
  select customer_id from kept_customer where $who = 'all'
  union
  select customer_id from seen where $who = 'active' or ($who = 'new' and is_new) or ($who = 'returning' and not is_new) or ($who = 'reactivated' and not is_new and gap_days > $lapse_days)
  union
  select customer_id from repeating where $who = 'repeat'
  union
  select customer_id
  from lapsing
  where $who = 'lapsed'
    and has_lapsed
    and $from - last_day - 1 <= $inactive_days
    and (customer_id, last_day) in (select customer_id, day from visited_day) -- $region $store $channel $category $grade
  union
  select customer_id
  from answering
  where $who = 'answered'
    or ($who = 'promoters' and nps >= 9)
    or ($who = 'passives' and nps in (7, 8))
    or ($who = 'detractors' and nps <= 6)
    or ($who = 'satisfied' and csat >= 4)
    or ($who = 'dissatisfied' and csat <= 3)
  union
  select customer_id from kept_complaint where $who = 'complainants' and received_on between $from and $to
  union
  select customer_id from kept_case where $who = 'complaint_about' and received_on between $from and $to
  union
  select customer_id from labelled where label = $of
  union
  select customer_id from spaced_day where $who = 'acquired' and previous_day is null and day between $from and $to and customer_id in (select customer_id from kept_customer)
  union
  select customer_id from customers where $who = 'referred' and referrer_customer_id <> customer_id and referrer_customer_id in (select customer_id from kept_customer)
  union
  select referrer_customer_id from customers where $who = 'referrers' and referrer_customer_id <> customer_id and referrer_customer_id in (select customer_id from kept_customer)
  union
  select customer_id from points where $who = 'redeemers' and kind = 'redeem' and day between $from and $to and customer_id in (select customer_id from kept_customer)
  union
  select placed_survey.customer_id
  from surveys
  join placed_survey using (survey_id)
  where $who = 'wallet' and category_spend > 0 and answered_on between $from and $to and placed_survey.customer_id in (select customer_id from kept_customer)
  union
  select customer_id
  from alike
  where not is_treated
    and (recency_band, order_band, spend_band) in (
      select recency_band, order_band, spend_band
      from alike
      group by recency_band, order_band, spend_band
      having bool_or(is_treated) and count(case when not is_treated then 1 end) > 1
    )
  union
  select customer_id
  from prediction
  where $who = 'alive_band'
    and $of = case when repeats = 0 then 'one_time' else cast(least(9, cast(floor(10 * p_alive) as integer)) as text) end
    and customer_id in (select customer_id from kept_customer)
),
bought as (
  select
    customer_id,
    min(case when net_amount > 0 then any_checkout.day end) as first_purchase_on,
    max(case when net_amount > 0 then any_checkout.day end) as last_purchase_on,
    count(case when net_amount > 0 and any_checkout.day >= reg_add_months(chain.last_day + 1, -12) then 1 end) as orders_12m,
    sum(case when any_checkout.day >= reg_add_months(chain.last_day + 1, -12) then net_amount else 0 end) as net_sales_12m,
    sum(net_amount) as lifetime_net_sales
  from any_checkout
  cross join chain
  where customer_id in (select customer_id from people)
  group by customer_id
),
contacted as (
  select
    customer_id,
    count(case when kind = 'enquiry' and contacted_on >= reg_add_months(chain.last_day + 1, -12) then 1 end) as enquiries_12m,
    count(case when kind = 'visit' and contacted_on >= reg_add_months(chain.last_day + 1, -12) then 1 end) as visits_12m,
    count(case when kind = 'care' and contacted_on >= reg_add_months(chain.last_day + 1, -12) then 1 end) as care_contacts_12m,
    max(contacted_on) as last_contact_on
  from service_contacts
  cross join chain
  where contacted_on is not null
  group by customer_id
),
complained as (
  select customer_id, count(*) as complaints
  from complaints
  group by customer_id
),
last_answer as (
  select customer_id, nps
  from (
    select placed_survey.customer_id as customer_id, nps, row_number() over (partition by placed_survey.customer_id order by answered_on desc, survey_id desc) as nth
    from surveys
    join placed_survey using (survey_id)
    where nps is not null
      and answered_on is not null
  ) as answer
  where nth = 1
),
described as (
  select
    people.customer_id as customer_id,
    held_grade.grade as grade,
    customer_segments.segment as segment,
    stores.name as home_store,
    customers.city as city,
    customers.customer_type as customer_type,
    customers.joined_on as joined_on,
    bought.first_purchase_on as first_purchase_on,
    bought.last_purchase_on as last_purchase_on,
    coalesce(bought.orders_12m, 0) as orders_12m,
    reg_money(coalesce(bought.net_sales_12m, 0)) as net_sales_12m,
    reg_money(coalesce(bought.lifetime_net_sales, 0)) as lifetime_net_sales,
    coalesce(complained.complaints, 0) as complaints,
    last_answer.nps as last_nps,
    coalesce(contacted.enquiries_12m, 0) as enquiries_12m,
    coalesce(contacted.visits_12m, 0) as visits_12m,
    coalesce(contacted.care_contacts_12m, 0) as care_contacts_12m,
    contacted.last_contact_on as last_contact_on,
    case when prediction.repeats > 0 then prediction.p_alive end as p_alive,
    prediction.purchases_90 as purchases_90,
    prediction.purchases_365 as purchases_365,
    prediction.purchases_365_low as purchases_365_low,
    prediction.purchases_365_high as purchases_365_high,
    prediction.clv as clv,
    prediction.clv_low as clv_low,
    prediction.clv_high as clv_high,
    count(*) over () as total_customers
  from people
  left join customers on customers.customer_id = people.customer_id
  left join stores on stores.store_id = customers.home_store_id
  left join customer_segments on customer_segments.customer_id = people.customer_id
  left join held_grade
    on held_grade.customer_id = people.customer_id
    and held_grade.starts_on <= $to
    and held_grade.ends_before > $to
  left join bought on bought.customer_id = people.customer_id
  left join complained on complained.customer_id = people.customer_id
  left join last_answer on last_answer.customer_id = people.customer_id
  left join contacted on contacted.customer_id = people.customer_id
  left join prediction on prediction.customer_id = people.customer_id
  where people.customer_id is not null
),
sortable as (
  select
    *,
    case $sort
      when 'joined_on' then reg_number(joined_on - date '1970-01-01')
      when 'first_purchase_on' then reg_number(first_purchase_on - date '1970-01-01')
      when 'last_purchase_on' then reg_number(last_purchase_on - date '1970-01-01')
      when 'last_contact_on' then reg_number(last_contact_on - date '1970-01-01')
      when 'orders_12m' then reg_number(orders_12m)
      when 'net_sales_12m' then reg_number(net_sales_12m)
      when 'lifetime_net_sales' then reg_number(lifetime_net_sales)
      when 'complaints' then reg_number(complaints)
      when 'last_nps' then reg_number(last_nps)
      when 'enquiries_12m' then reg_number(enquiries_12m)
      when 'visits_12m' then reg_number(visits_12m)
      when 'care_contacts_12m' then reg_number(care_contacts_12m)
      when 'p_alive' then p_alive
      when 'purchases_365' then purchases_365
      when 'clv' then clv
    end as sort_value
  from described
)
select
  customer_id, grade, segment, home_store, city, customer_type, joined_on, first_purchase_on, last_purchase_on,
  orders_12m, net_sales_12m, lifetime_net_sales, complaints, last_nps, enquiries_12m, visits_12m, care_contacts_12m, last_contact_on,
  p_alive, purchases_90, purchases_365, purchases_365_low, purchases_365_high, clv, clv_low, clv_high, total_customers,
  null as repeats, null as age_days, null as chance_alive, null as expected_spend, null as margin_rate,
  null as r, null as alpha, null as a, null as b, null as p, null as q
from sortable
order by
  case when $descending = 'true' then sort_value end desc nulls last,
  case when $descending = 'false' then sort_value end nulls last,
  case when $sort = 'customer_id' and $descending = 'true' then customer_id end desc nulls last,
  customer_id
limit $limit offset $offset
