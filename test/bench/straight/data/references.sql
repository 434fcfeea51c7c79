with counted as (
  select 1 as place, 'customers' as table_name, 'home_store_id' as field, 'stores' as references_table, count(*) as rows, count(case when home_store_id not in (select store_id from stores) then 1 end) as orphans from customers where home_store_id is not null
  union all
  select 2, 'customers', 'referrer_customer_id', 'customers', count(*), count(case when referrer_customer_id not in (select customer_id from customers) then 1 end) from customers where referrer_customer_id is not null
  union all
  select 3, 'consents', 'customer_id', 'customers', count(*), count(case when customer_id not in (select customer_id from customers) then 1 end) from consents where customer_id is not null
  union all
  select 4, 'purchases', 'customer_id', 'customers', count(*), count(case when customer_id not in (select customer_id from customers) then 1 end) from purchases where order_id not in (select order_id from purchases where kind = 'cancel') and customer_id is not null
  union all
  select 5, 'purchases', 'store_id', 'stores', count(*), count(case when store_id not in (select store_id from stores) then 1 end) from purchases where store_id is not null
  union all
  select 6, 'purchases', 'product_id', 'products', count(*), count(case when product_id not in (select product_id from products) then 1 end) from purchases where product_id is not null
  union all
  select 7, 'purchases', 'campaign_id', 'campaigns', count(*), count(case when campaign_id not in (select campaign_id from campaigns) then 1 end) from purchases where campaign_id is not null
  union all
  select 8, 'surveys', 'customer_id', 'customers', count(*), count(case when customer_id not in (select customer_id from customers) then 1 end) from surveys where customer_id is not null
  union all
  select 9, 'surveys', 'store_id', 'stores', count(*), count(case when store_id not in (select store_id from stores) then 1 end) from surveys where store_id is not null
  union all
  select 10, 'survey_items', 'survey_id', 'surveys', count(*), count(case when survey_id not in (select survey_id from surveys) then 1 end) from survey_items where survey_id is not null
  union all
  select 11, 'complaints', 'customer_id', 'customers', count(*), count(case when customer_id not in (select customer_id from customers) then 1 end) from complaints where customer_id is not null
  union all
  select 12, 'complaints', 'store_id', 'stores', count(*), count(case when store_id not in (select store_id from stores) then 1 end) from complaints where store_id is not null
  union all
  select 13, 'complaints', 'product_id', 'products', count(*), count(case when product_id not in (select product_id from products) then 1 end) from complaints where product_id is not null
  union all
  select 14, 'complaint_events', 'complaint_id', 'complaints', count(*), count(case when complaint_id not in (select complaint_id from complaints) then 1 end) from complaint_events where complaint_id is not null
  union all
  select 15, 'campaign_contacts', 'campaign_id', 'campaigns', count(*), count(case when campaign_id not in (select campaign_id from campaigns) then 1 end) from campaign_contacts where campaign_id is not null
  union all
  select 16, 'campaign_contacts', 'customer_id', 'customers', count(*), count(case when customer_id not in (select customer_id from customers) then 1 end) from campaign_contacts where customer_id is not null
  union all
  select 17, 'costs', 'campaign_id', 'campaigns', count(*), count(case when campaign_id not in (select campaign_id from campaigns) then 1 end) from costs where campaign_id is not null
  union all
  select 18, 'service_contacts', 'customer_id', 'customers', count(*), count(case when customer_id not in (select customer_id from customers) then 1 end) from service_contacts where customer_id is not null
  union all
  select 19, 'service_contacts', 'store_id', 'stores', count(*), count(case when store_id not in (select store_id from stores) then 1 end) from service_contacts where store_id is not null
  union all
  select 20, 'points', 'customer_id', 'customers', count(*), count(case when customer_id not in (select customer_id from customers) then 1 end) from points where customer_id is not null
  union all
  select 21, 'compliance_events', 'customer_id', 'customers', count(*), count(case when customer_id not in (select customer_id from customers) then 1 end) from compliance_events where customer_id is not null
  union all
  select 22, 'grades', 'customer_id', 'customers', count(*), count(case when customer_id not in (select customer_id from customers) then 1 end) from grades where customer_id is not null
)
select table_name, field, references_table, rows, orphans, reg_ratio(orphans, rows) as orphan_share
from counted
where rows > 0
order by place
