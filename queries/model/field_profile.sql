-- How well fields are filled, which references lead nowhere and which rows look alike, over all rows of a table.
-- aspect: filled (row_count rows, hits of them filled), orphan (row_count filled, hits of them unknown),
-- duplicate (field lists the fields that agree, hits are the rows beyond the first of each group).
-- Tables too large to be counted again with every batch are counted by month in field_profile_month.
with stores_filled as (
  select
    count(*) as row_count,
    count(store_id) as store_id,
    count(name) as name,
    count(region) as region,
    count(city) as city,
    count(ownership) as ownership,
    count(format) as format,
    count(opened_on) as opened_on,
    count(closed_on) as closed_on
  from stores
),
products_filled as (
  select
    count(*) as row_count,
    count(product_id) as product_id,
    count(name) as name,
    count(category) as category,
    count(subcategory) as subcategory,
    count(brand) as brand,
    count(unit_cost) as unit_cost
  from products
),
customers_filled as (
  select
    count(*) as row_count,
    count(customer_id) as customer_id,
    count(joined_on) as joined_on,
    count(join_channel) as join_channel,
    count(home_store_id) as home_store_id,
    count(gender) as gender,
    count(case when has_birth_date then 1 end) as birth_date,
    count(city) as city,
    count(referrer_customer_id) as referrer_customer_id,
    count(customer_type) as customer_type,
    count(is_strategic) as is_strategic,
    count(status) as status,
    count(case when has_name then 1 end) as name,
    count(case when has_phone then 1 end) as phone,
    count(case when has_email then 1 end) as email,
    count(case when has_address then 1 end) as address,
    count(case when has_wechat_id then 1 end) as wechat_id
  from customers
),
surveys_filled as (
  select
    count(*) as row_count,
    count(survey_id) as survey_id,
    count(customer_id) as customer_id,
    count(store_id) as store_id,
    count(order_id) as order_id,
    count(channel) as channel,
    count(invited_at) as invited_at,
    count(answered_at) as answered_at,
    count(nps) as nps,
    count(csat) as csat,
    count(csat_min) as csat_min,
    count(csat_max) as csat_max,
    count(ces) as ces,
    count(ces_min) as ces_min,
    count(ces_max) as ces_max,
    count(comment) as comment,
    count(category_spend) as category_spend
  from surveys
),
survey_items_filled as (
  select
    count(*) as row_count,
    count(survey_id) as survey_id,
    count(item) as item,
    count(rating) as rating,
    count(expectation) as expectation,
    count(importance) as importance,
    count(scale_min) as scale_min,
    count(scale_max) as scale_max
  from survey_items
),
complaints_filled as (
  select
    count(*) as row_count,
    count(complaint_id) as complaint_id,
    count(customer_id) as customer_id,
    count(store_id) as store_id,
    count(order_id) as order_id,
    count(product_id) as product_id,
    count(channel) as channel,
    count(category) as category,
    count(subcategory) as subcategory,
    count(severity) as severity,
    count(received_at) as received_at,
    count(root_cause) as root_cause,
    count(resolution) as resolution,
    count(compensation_amount) as compensation_amount,
    count(follow_up_score) as follow_up_score,
    count(text) as text
  from complaints
),
complaint_events_filled as (
  select
    count(*) as row_count,
    count(complaint_id) as complaint_id,
    count(stage) as stage,
    count("at") as "at"
  from complaint_events
),
campaigns_filled as (
  select
    count(*) as row_count,
    count(campaign_id) as campaign_id,
    count(name) as name,
    count(kind) as kind,
    count(channel) as channel,
    count(starts_on) as starts_on,
    count(ends_on) as ends_on,
    count(window_days) as window_days
  from campaigns
),
campaign_contacts_filled as (
  select
    count(*) as row_count,
    count(campaign_id) as campaign_id,
    count(customer_id) as customer_id,
    count(arm) as arm,
    count(contacted_at) as contacted_at,
    count(cost_amount) as cost_amount
  from campaign_contacts
),
costs_filled as (
  select
    count(*) as row_count,
    count(cost_id) as cost_id,
    count(month) as month,
    count(kind) as kind,
    count(amount) as amount,
    count(campaign_id) as campaign_id,
    count(note) as note
  from costs
),
service_contacts_filled as (
  select
    count(*) as row_count,
    count(contact_id) as contact_id,
    count(customer_id) as customer_id,
    count(store_id) as store_id,
    count(kind) as kind,
    count(channel) as channel,
    count(planned_on) as planned_on,
    count("at") as "at",
    count(first_response_at) as first_response_at,
    count(cost_amount) as cost_amount
  from service_contacts
),
compliance_events_filled as (
  select
    count(*) as row_count,
    count(event_id) as event_id,
    count(customer_id) as customer_id,
    count("at") as "at",
    count(kind) as kind,
    count(severity) as severity,
    count(note) as note
  from compliance_events
),
targets_filled as (
  select
    count(*) as row_count,
    count(metric) as metric,
    count(period) as period,
    count(scope) as scope,
    count(value) as value
  from targets
),
holidays_filled as (
  select
    count(*) as row_count,
    count(date) as date,
    count(name) as name,
    count(is_working) as is_working
  from holidays
),
counted as (
  select 'stores' as table_name, 'filled' as aspect, 'store_id' as field, row_count, store_id as hits from stores_filled
  union all
  select 'stores', 'filled', 'name', row_count, name from stores_filled
  union all
  select 'stores', 'filled', 'region', row_count, region from stores_filled
  union all
  select 'stores', 'filled', 'city', row_count, city from stores_filled
  union all
  select 'stores', 'filled', 'ownership', row_count, ownership from stores_filled
  union all
  select 'stores', 'filled', 'format', row_count, format from stores_filled
  union all
  select 'stores', 'filled', 'opened_on', row_count, opened_on from stores_filled
  union all
  select 'stores', 'filled', 'closed_on', row_count, closed_on from stores_filled
  union all
  select 'products', 'filled', 'product_id', row_count, product_id from products_filled
  union all
  select 'products', 'filled', 'name', row_count, name from products_filled
  union all
  select 'products', 'filled', 'category', row_count, category from products_filled
  union all
  select 'products', 'filled', 'subcategory', row_count, subcategory from products_filled
  union all
  select 'products', 'filled', 'brand', row_count, brand from products_filled
  union all
  select 'products', 'filled', 'unit_cost', row_count, unit_cost from products_filled
  union all
  select 'customers', 'filled', 'customer_id', row_count, customer_id from customers_filled
  union all
  select 'customers', 'filled', 'joined_on', row_count, joined_on from customers_filled
  union all
  select 'customers', 'filled', 'join_channel', row_count, join_channel from customers_filled
  union all
  select 'customers', 'filled', 'home_store_id', row_count, home_store_id from customers_filled
  union all
  select 'customers', 'filled', 'gender', row_count, gender from customers_filled
  union all
  select 'customers', 'filled', 'birth_date', row_count, birth_date from customers_filled
  union all
  select 'customers', 'filled', 'city', row_count, city from customers_filled
  union all
  select 'customers', 'filled', 'referrer_customer_id', row_count, referrer_customer_id from customers_filled
  union all
  select 'customers', 'filled', 'customer_type', row_count, customer_type from customers_filled
  union all
  select 'customers', 'filled', 'is_strategic', row_count, is_strategic from customers_filled
  union all
  select 'customers', 'filled', 'status', row_count, status from customers_filled
  union all
  select 'customers', 'filled', 'name', row_count, name from customers_filled
  union all
  select 'customers', 'filled', 'phone', row_count, phone from customers_filled
  union all
  select 'customers', 'filled', 'email', row_count, email from customers_filled
  union all
  select 'customers', 'filled', 'address', row_count, address from customers_filled
  union all
  select 'customers', 'filled', 'wechat_id', row_count, wechat_id from customers_filled
  union all
  select 'surveys', 'filled', 'survey_id', row_count, survey_id from surveys_filled
  union all
  select 'surveys', 'filled', 'customer_id', row_count, customer_id from surveys_filled
  union all
  select 'surveys', 'filled', 'store_id', row_count, store_id from surveys_filled
  union all
  select 'surveys', 'filled', 'order_id', row_count, order_id from surveys_filled
  union all
  select 'surveys', 'filled', 'channel', row_count, channel from surveys_filled
  union all
  select 'surveys', 'filled', 'invited_at', row_count, invited_at from surveys_filled
  union all
  select 'surveys', 'filled', 'answered_at', row_count, answered_at from surveys_filled
  union all
  select 'surveys', 'filled', 'nps', row_count, nps from surveys_filled
  union all
  select 'surveys', 'filled', 'csat', row_count, csat from surveys_filled
  union all
  select 'surveys', 'filled', 'csat_min', row_count, csat_min from surveys_filled
  union all
  select 'surveys', 'filled', 'csat_max', row_count, csat_max from surveys_filled
  union all
  select 'surveys', 'filled', 'ces', row_count, ces from surveys_filled
  union all
  select 'surveys', 'filled', 'ces_min', row_count, ces_min from surveys_filled
  union all
  select 'surveys', 'filled', 'ces_max', row_count, ces_max from surveys_filled
  union all
  select 'surveys', 'filled', 'comment', row_count, comment from surveys_filled
  union all
  select 'surveys', 'filled', 'category_spend', row_count, category_spend from surveys_filled
  union all
  select 'survey_items', 'filled', 'survey_id', row_count, survey_id from survey_items_filled
  union all
  select 'survey_items', 'filled', 'item', row_count, item from survey_items_filled
  union all
  select 'survey_items', 'filled', 'rating', row_count, rating from survey_items_filled
  union all
  select 'survey_items', 'filled', 'expectation', row_count, expectation from survey_items_filled
  union all
  select 'survey_items', 'filled', 'importance', row_count, importance from survey_items_filled
  union all
  select 'survey_items', 'filled', 'scale_min', row_count, scale_min from survey_items_filled
  union all
  select 'survey_items', 'filled', 'scale_max', row_count, scale_max from survey_items_filled
  union all
  select 'complaints', 'filled', 'complaint_id', row_count, complaint_id from complaints_filled
  union all
  select 'complaints', 'filled', 'customer_id', row_count, customer_id from complaints_filled
  union all
  select 'complaints', 'filled', 'store_id', row_count, store_id from complaints_filled
  union all
  select 'complaints', 'filled', 'order_id', row_count, order_id from complaints_filled
  union all
  select 'complaints', 'filled', 'product_id', row_count, product_id from complaints_filled
  union all
  select 'complaints', 'filled', 'channel', row_count, channel from complaints_filled
  union all
  select 'complaints', 'filled', 'category', row_count, category from complaints_filled
  union all
  select 'complaints', 'filled', 'subcategory', row_count, subcategory from complaints_filled
  union all
  select 'complaints', 'filled', 'severity', row_count, severity from complaints_filled
  union all
  select 'complaints', 'filled', 'received_at', row_count, received_at from complaints_filled
  union all
  select 'complaints', 'filled', 'root_cause', row_count, root_cause from complaints_filled
  union all
  select 'complaints', 'filled', 'resolution', row_count, resolution from complaints_filled
  union all
  select 'complaints', 'filled', 'compensation_amount', row_count, compensation_amount from complaints_filled
  union all
  select 'complaints', 'filled', 'follow_up_score', row_count, follow_up_score from complaints_filled
  union all
  select 'complaints', 'filled', 'text', row_count, text from complaints_filled
  union all
  select 'complaint_events', 'filled', 'complaint_id', row_count, complaint_id from complaint_events_filled
  union all
  select 'complaint_events', 'filled', 'stage', row_count, stage from complaint_events_filled
  union all
  select 'complaint_events', 'filled', 'at', row_count, "at" from complaint_events_filled
  union all
  select 'campaigns', 'filled', 'campaign_id', row_count, campaign_id from campaigns_filled
  union all
  select 'campaigns', 'filled', 'name', row_count, name from campaigns_filled
  union all
  select 'campaigns', 'filled', 'kind', row_count, kind from campaigns_filled
  union all
  select 'campaigns', 'filled', 'channel', row_count, channel from campaigns_filled
  union all
  select 'campaigns', 'filled', 'starts_on', row_count, starts_on from campaigns_filled
  union all
  select 'campaigns', 'filled', 'ends_on', row_count, ends_on from campaigns_filled
  union all
  select 'campaigns', 'filled', 'window_days', row_count, window_days from campaigns_filled
  union all
  select 'campaign_contacts', 'filled', 'campaign_id', row_count, campaign_id from campaign_contacts_filled
  union all
  select 'campaign_contacts', 'filled', 'customer_id', row_count, customer_id from campaign_contacts_filled
  union all
  select 'campaign_contacts', 'filled', 'arm', row_count, arm from campaign_contacts_filled
  union all
  select 'campaign_contacts', 'filled', 'contacted_at', row_count, contacted_at from campaign_contacts_filled
  union all
  select 'campaign_contacts', 'filled', 'cost_amount', row_count, cost_amount from campaign_contacts_filled
  union all
  select 'costs', 'filled', 'cost_id', row_count, cost_id from costs_filled
  union all
  select 'costs', 'filled', 'month', row_count, month from costs_filled
  union all
  select 'costs', 'filled', 'kind', row_count, kind from costs_filled
  union all
  select 'costs', 'filled', 'amount', row_count, amount from costs_filled
  union all
  select 'costs', 'filled', 'campaign_id', row_count, campaign_id from costs_filled
  union all
  select 'costs', 'filled', 'note', row_count, note from costs_filled
  union all
  select 'service_contacts', 'filled', 'contact_id', row_count, contact_id from service_contacts_filled
  union all
  select 'service_contacts', 'filled', 'customer_id', row_count, customer_id from service_contacts_filled
  union all
  select 'service_contacts', 'filled', 'store_id', row_count, store_id from service_contacts_filled
  union all
  select 'service_contacts', 'filled', 'kind', row_count, kind from service_contacts_filled
  union all
  select 'service_contacts', 'filled', 'channel', row_count, channel from service_contacts_filled
  union all
  select 'service_contacts', 'filled', 'planned_on', row_count, planned_on from service_contacts_filled
  union all
  select 'service_contacts', 'filled', 'at', row_count, "at" from service_contacts_filled
  union all
  select 'service_contacts', 'filled', 'first_response_at', row_count, first_response_at from service_contacts_filled
  union all
  select 'service_contacts', 'filled', 'cost_amount', row_count, cost_amount from service_contacts_filled
  union all
  select 'compliance_events', 'filled', 'event_id', row_count, event_id from compliance_events_filled
  union all
  select 'compliance_events', 'filled', 'customer_id', row_count, customer_id from compliance_events_filled
  union all
  select 'compliance_events', 'filled', 'at', row_count, "at" from compliance_events_filled
  union all
  select 'compliance_events', 'filled', 'kind', row_count, kind from compliance_events_filled
  union all
  select 'compliance_events', 'filled', 'severity', row_count, severity from compliance_events_filled
  union all
  select 'compliance_events', 'filled', 'note', row_count, note from compliance_events_filled
  union all
  select 'targets', 'filled', 'metric', row_count, metric from targets_filled
  union all
  select 'targets', 'filled', 'period', row_count, period from targets_filled
  union all
  select 'targets', 'filled', 'scope', row_count, scope from targets_filled
  union all
  select 'targets', 'filled', 'value', row_count, value from targets_filled
  union all
  select 'holidays', 'filled', 'date', row_count, date from holidays_filled
  union all
  select 'holidays', 'filled', 'name', row_count, name from holidays_filled
  union all
  select 'holidays', 'filled', 'is_working', row_count, is_working from holidays_filled
  union all
  select 'customers', 'orphan', 'home_store_id', count(*), count(case when named.store_id is null then 1 end)
  from customers
  left join stores as named on named.store_id = customers.home_store_id
  where customers.home_store_id is not null
  union all
  select 'customers', 'orphan', 'referrer_customer_id', count(*), count(case when named.customer_id is null then 1 end)
  from customers
  left join customers as named on named.customer_id = customers.referrer_customer_id
  where customers.referrer_customer_id is not null
  union all
  select 'consents', 'orphan', 'customer_id', count(*), count(case when named.customer_id is null then 1 end)
  from consents
  left join customers as named on named.customer_id = consents.customer_id
  where consents.customer_id is not null
  union all
  select 'purchases', 'orphan', 'customer_id', sum(lines), sum(case when is_on_file then 0 else lines end)
  from customer
  union all
  select 'purchases', 'orphan', field, sum(row_count), sum(hits)
  from field_profile_month
  where table_name = 'purchases'
    and aspect = 'orphan'
  group by field
  union all
  select 'surveys', 'orphan', 'customer_id', count(*), count(case when named.customer_id is null then 1 end)
  from surveys
  left join customers as named on named.customer_id = surveys.customer_id
  where surveys.customer_id is not null
  union all
  select 'surveys', 'orphan', 'store_id', count(*), count(case when named.store_id is null then 1 end)
  from surveys
  left join stores as named on named.store_id = surveys.store_id
  where surveys.store_id is not null
  union all
  select 'survey_items', 'orphan', 'survey_id', count(*), count(case when named.survey_id is null then 1 end)
  from survey_items
  left join surveys as named on named.survey_id = survey_items.survey_id
  where survey_items.survey_id is not null
  union all
  select 'complaints', 'orphan', 'customer_id', count(*), count(case when named.customer_id is null then 1 end)
  from complaints
  left join customers as named on named.customer_id = complaints.customer_id
  where complaints.customer_id is not null
  union all
  select 'complaints', 'orphan', 'store_id', count(*), count(case when named.store_id is null then 1 end)
  from complaints
  left join stores as named on named.store_id = complaints.store_id
  where complaints.store_id is not null
  union all
  select 'complaints', 'orphan', 'product_id', count(*), count(case when named.product_id is null then 1 end)
  from complaints
  left join products as named on named.product_id = complaints.product_id
  where complaints.product_id is not null
  union all
  select 'complaint_events', 'orphan', 'complaint_id', count(*), count(case when named.complaint_id is null then 1 end)
  from complaint_events
  left join complaints as named on named.complaint_id = complaint_events.complaint_id
  where complaint_events.complaint_id is not null
  union all
  select 'campaign_contacts', 'orphan', 'campaign_id', count(*), count(case when named.campaign_id is null then 1 end)
  from campaign_contacts
  left join campaigns as named on named.campaign_id = campaign_contacts.campaign_id
  where campaign_contacts.campaign_id is not null
  union all
  select 'campaign_contacts', 'orphan', 'customer_id', count(*), count(case when named.customer_id is null then 1 end)
  from campaign_contacts
  left join customers as named on named.customer_id = campaign_contacts.customer_id
  where campaign_contacts.customer_id is not null
  union all
  select 'costs', 'orphan', 'campaign_id', count(*), count(case when named.campaign_id is null then 1 end)
  from costs
  left join campaigns as named on named.campaign_id = costs.campaign_id
  where costs.campaign_id is not null
  union all
  select 'service_contacts', 'orphan', 'customer_id', count(*), count(case when named.customer_id is null then 1 end)
  from service_contacts
  left join customers as named on named.customer_id = service_contacts.customer_id
  where service_contacts.customer_id is not null
  union all
  select 'service_contacts', 'orphan', 'store_id', count(*), count(case when named.store_id is null then 1 end)
  from service_contacts
  left join stores as named on named.store_id = service_contacts.store_id
  where service_contacts.store_id is not null
  union all
  select 'points', 'orphan', 'customer_id', count(*), count(case when named.customer_id is null then 1 end)
  from points
  left join customers as named on named.customer_id = points.customer_id
  where points.customer_id is not null
  union all
  select 'compliance_events', 'orphan', 'customer_id', count(*), count(case when named.customer_id is null then 1 end)
  from compliance_events
  left join customers as named on named.customer_id = compliance_events.customer_id
  where compliance_events.customer_id is not null
  union all
  select 'grades', 'orphan', 'customer_id', count(*), count(case when named.customer_id is null then 1 end)
  from grades
  left join customers as named on named.customer_id = grades.customer_id
  where grades.customer_id is not null
  union all
  select 'surveys', 'duplicate', 'customer_id, store_id, answered_at, nps, csat, ces', sum(row_count), sum(row_count - 1)
  from (
    select count(distinct survey_id) as row_count
    from surveys
    where customer_id is not null and answered_at is not null
    group by customer_id, store_id, answered_at, nps, csat, ces
  ) as surveys_alike
  union all
  select 'complaints', 'duplicate', 'customer_id, store_id, received_at, category', sum(row_count), sum(row_count - 1)
  from (
    select count(distinct complaint_id) as row_count
    from complaints
    where customer_id is not null and received_at is not null
    group by customer_id, store_id, received_at, category
  ) as complaints_alike
  union all
  select 'service_contacts', 'duplicate', 'customer_id, store_id, kind, at', sum(row_count), sum(row_count - 1)
  from (
    select count(distinct contact_id) as row_count
    from service_contacts
    where customer_id is not null and "at" is not null
    group by customer_id, store_id, kind, "at"
  ) as service_contacts_alike
)
select
  table_name,
  aspect,
  field,
  reg_count(row_count) as row_count,
  reg_count(hits) as hits
from counted
where row_count > 0
