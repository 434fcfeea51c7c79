-- Which values name something that is not loaded?
with reference as (
  select position, table_name, field, references_table
  from (
    values
      (1, 'customers', 'home_store_id', 'stores'),
      (2, 'customers', 'referrer_customer_id', 'customers'),
      (3, 'consents', 'customer_id', 'customers'),
      (4, 'purchases', 'customer_id', 'customers'),
      (5, 'purchases', 'store_id', 'stores'),
      (6, 'purchases', 'product_id', 'products'),
      (7, 'purchases', 'campaign_id', 'campaigns'),
      (8, 'surveys', 'customer_id', 'customers'),
      (9, 'surveys', 'store_id', 'stores'),
      (10, 'survey_items', 'survey_id', 'surveys'),
      (11, 'complaints', 'customer_id', 'customers'),
      (12, 'complaints', 'store_id', 'stores'),
      (13, 'complaints', 'product_id', 'products'),
      (14, 'complaint_events', 'complaint_id', 'complaints'),
      (15, 'campaign_contacts', 'campaign_id', 'campaigns'),
      (16, 'campaign_contacts', 'customer_id', 'customers'),
      (17, 'costs', 'campaign_id', 'campaigns'),
      (18, 'service_contacts', 'customer_id', 'customers'),
      (19, 'service_contacts', 'store_id', 'stores'),
      (20, 'points', 'customer_id', 'customers'),
      (21, 'compliance_events', 'customer_id', 'customers'),
      (22, 'grades', 'customer_id', 'customers')
  ) as reference (position, table_name, field, references_table)
)
select
  reference.table_name as table_name,
  reference.field as field,
  reference.references_table as references_table,
  profile.row_count as rows,
  profile.hits as orphans,
  reg_ratio(profile.hits, profile.row_count) as orphan_share
from selected_whole
cross join reference
join field_profile as profile
  on profile.table_name = reference.table_name
  and profile.field = reference.field
  and profile.aspect = 'orphan'
order by reference.position
