with counted as (
  select 1 as place, 'stores' as table_name, count(*) as rows, array[count("store_id"), count("name"), count("region"), count("city"), count("ownership"), count("format"), count("opened_on"), count("closed_on")] as filled,
    array['store_id', 'name', 'region', 'city', 'ownership', 'format', 'opened_on', 'closed_on'] as fields,
    array['static', 'static', 'static', 'static', 'static', 'static', 'static', 'static'] as classes, array[false, false, false, false, false, false, false, false] as personals from stores
  union all
  select 2, 'products', count(*), array[count("product_id"), count("name"), count("category"), count("subcategory"), count("brand"), count("unit_cost")],
    array['product_id', 'name', 'category', 'subcategory', 'brand', 'unit_cost'],
    array['static', 'static', 'static', 'static', 'static', 'quarterly'], array[false, false, false, false, false, false] from products
  union all
  select 3, 'customers', count(*), array[count("customer_id"), count("joined_on"), count("join_channel"), count("home_store_id"), count("gender"), count(case when has_birth_date then 1 end), count("city"), count("referrer_customer_id"), count("customer_type"), count("is_strategic"), count("status"), count(case when has_name then 1 end), count(case when has_phone then 1 end), count(case when has_email then 1 end), count(case when has_address then 1 end), count(case when has_wechat_id then 1 end)],
    array['customer_id', 'joined_on', 'join_channel', 'home_store_id', 'gender', 'birth_date', 'city', 'referrer_customer_id', 'customer_type', 'is_strategic', 'status', 'name', 'phone', 'email', 'address', 'wechat_id'],
    array['static', 'static', 'static', 'quarterly', 'static', 'static', 'quarterly', 'static', 'static', 'quarterly', 'real_time', 'static', 'quarterly', 'quarterly', 'quarterly', 'quarterly'], array[false, false, false, false, false, true, false, false, false, false, false, true, true, true, true, true] from customers
  union all
  select 4, 'consents', count(*), array[count("customer_id"), count("channel"), count("at"), count("granted"), count("source")],
    array['customer_id', 'channel', 'at', 'granted', 'source'],
    array['static', 'real_time', 'real_time', 'real_time', 'real_time'], array[false, false, false, false, false] from consents
  union all
  select 5, 'purchases', count(*), array[count("order_id"), count("line_no"), count("customer_id"), count("store_id"), count("channel"), count("ordered_at"), count("product_id"), count("quantity"), count("net_amount"), count("discount_amount"), count("cost_amount"), count("campaign_id"), count("kind")],
    array['order_id', 'line_no', 'customer_id', 'store_id', 'channel', 'ordered_at', 'product_id', 'quantity', 'net_amount', 'discount_amount', 'cost_amount', 'campaign_id', 'kind'],
    array['static', 'real_time', 'static', 'static', 'real_time', 'real_time', 'static', 'real_time', 'real_time', 'real_time', 'real_time', 'static', 'real_time'], array[false, false, false, false, false, false, false, false, false, false, false, false, false] from purchases
  union all
  select 6, 'surveys', count(*), array[count("survey_id"), count("customer_id"), count("store_id"), count("order_id"), count("channel"), count("invited_at"), count("answered_at"), count("nps"), count("csat"), count("csat_min"), count("csat_max"), count("ces"), count("ces_min"), count("ces_max"), count("comment"), count("category_spend")],
    array['survey_id', 'customer_id', 'store_id', 'order_id', 'channel', 'invited_at', 'answered_at', 'nps', 'csat', 'csat_min', 'csat_max', 'ces', 'ces_min', 'ces_max', 'comment', 'category_spend'],
    array['static', 'static', 'static', 'static', 'real_time', 'real_time', 'real_time', 'real_time', 'real_time', 'generated', 'generated', 'real_time', 'generated', 'generated', 'real_time', 'real_time'], array[false, false, false, false, false, false, false, false, false, false, false, false, false, false, false, false] from surveys
  union all
  select 7, 'survey_items', count(*), array[count("survey_id"), count("item"), count("rating"), count("expectation"), count("importance"), count("scale_min"), count("scale_max")],
    array['survey_id', 'item', 'rating', 'expectation', 'importance', 'scale_min', 'scale_max'],
    array['static', 'static', 'real_time', 'real_time', 'real_time', 'static', 'static'], array[false, false, false, false, false, false, false] from survey_items
  union all
  select 8, 'complaints', count(*), array[count("complaint_id"), count("customer_id"), count("store_id"), count("order_id"), count("product_id"), count("channel"), count("category"), count("subcategory"), count("severity"), count("received_at"), count("root_cause"), count("resolution"), count("compensation_amount"), count("follow_up_score"), count("text")],
    array['complaint_id', 'customer_id', 'store_id', 'order_id', 'product_id', 'channel', 'category', 'subcategory', 'severity', 'received_at', 'root_cause', 'resolution', 'compensation_amount', 'follow_up_score', 'text'],
    array['static', 'static', 'static', 'static', 'static', 'real_time', 'real_time', 'real_time', 'real_time', 'real_time', 'real_time', 'real_time', 'real_time', 'real_time', 'real_time'], array[false, false, false, false, false, false, false, false, false, false, false, false, false, false, false] from complaints
  union all
  select 9, 'complaint_events', count(*), array[count("complaint_id"), count("stage"), count("at")],
    array['complaint_id', 'stage', 'at'],
    array['static', 'real_time', 'real_time'], array[false, false, false] from complaint_events
  union all
  select 10, 'campaigns', count(*), array[count("campaign_id"), count("name"), count("kind"), count("channel"), count("starts_on"), count("ends_on"), count("window_days")],
    array['campaign_id', 'name', 'kind', 'channel', 'starts_on', 'ends_on', 'window_days'],
    array['static', 'static', 'static', 'static', 'static', 'static', 'static'], array[false, false, false, false, false, false, false] from campaigns
  union all
  select 11, 'campaign_contacts', count(*), array[count("campaign_id"), count("customer_id"), count("arm"), count("contacted_at"), count("cost_amount")],
    array['campaign_id', 'customer_id', 'arm', 'contacted_at', 'cost_amount'],
    array['static', 'static', 'real_time', 'real_time', 'real_time'], array[false, false, false, false, false] from campaign_contacts
  union all
  select 12, 'costs', count(*), array[count("cost_id"), count("month"), count("kind"), count("amount"), count("campaign_id"), count("note")],
    array['cost_id', 'month', 'kind', 'amount', 'campaign_id', 'note'],
    array['static', 'real_time', 'real_time', 'real_time', 'static', 'real_time'], array[false, false, false, false, false, false] from costs
  union all
  select 13, 'service_contacts', count(*), array[count("contact_id"), count("customer_id"), count("store_id"), count("kind"), count("channel"), count("planned_on"), count("at"), count("first_response_at"), count("cost_amount")],
    array['contact_id', 'customer_id', 'store_id', 'kind', 'channel', 'planned_on', 'at', 'first_response_at', 'cost_amount'],
    array['static', 'static', 'static', 'real_time', 'real_time', 'real_time', 'real_time', 'real_time', 'real_time'], array[false, false, false, false, false, false, false, false, false] from service_contacts
  union all
  select 14, 'points', count(*), array[count("entry_id"), count("customer_id"), count("at"), count("kind"), count("points"), count("order_id"), count("value_amount")],
    array['entry_id', 'customer_id', 'at', 'kind', 'points', 'order_id', 'value_amount'],
    array['static', 'static', 'real_time', 'real_time', 'real_time', 'static', 'real_time'], array[false, false, false, false, false, false, false] from points
  union all
  select 15, 'compliance_events', count(*), array[count("event_id"), count("customer_id"), count("at"), count("kind"), count("severity"), count("note")],
    array['event_id', 'customer_id', 'at', 'kind', 'severity', 'note'],
    array['static', 'static', 'real_time', 'real_time', 'real_time', 'real_time'], array[false, false, false, false, false, false] from compliance_events
  union all
  select 16, 'grades', count(*), array[count("customer_id"), count("effective_on"), count("grade")],
    array['customer_id', 'effective_on', 'grade'],
    array['static', 'real_time', 'real_time'], array[false, false, false] from grades
  union all
  select 17, 'targets', count(*), array[count("metric"), count("period"), count("scope"), count("value")],
    array['metric', 'period', 'scope', 'value'],
    array['static', 'static', 'static', 'real_time'], array[false, false, false, false] from targets
  union all
  select 18, 'holidays', count(*), array[count("date"), count("name"), count("is_working")],
    array['date', 'name', 'is_working'],
    array['static', 'static', 'static'], array[false, false, false] from holidays
),
field as (
  select place, table_name, rows, generate_subscripts(fields, 1) as nth, unnest(fields) as field, unnest(classes) as field_class, unnest(personals) as personal, unnest(filled) as filled
  from counted
)
select table_name, field, field_class, personal, rows, filled, reg_ratio(filled, rows) as filled_share
from field
where rows > 0
order by place, nth
