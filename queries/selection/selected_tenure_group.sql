-- Customers with their tenure, each in the group that $by makes of the first purchase or, with join_channel, of the file;
-- null where that is not known.
-- first_category  the main category of the first day's purchases, the lowest number of several
with first_category as (
  select
    purchase.customer_key as customer_key,
    min(purchase.main_category_key) as category_key
  from selected_order as purchase
  join selected_first_purchase as first_purchase
    on first_purchase.customer_key = purchase.customer_key
    and first_purchase.day = purchase.day
  where $by = 'category'
    and purchase.is_purchase
  group by purchase.customer_key
)
select
  tenure.customer_key as customer_key,
  tenure.tenure_days as tenure_days,
  tenure.has_lapsed as has_lapsed,
  case $by
    when 'all' then 'all'
    when 'region' then store.region
    when 'store' then store.store_id
    when 'channel' then tenure.channel
    when 'join_channel' then customer.join_channel
    when 'grade' then tenure.grade
    when 'category' then category_key.category_id
    when 'year' then reg_text(extract(year from tenure.started_on))
  end as member,
  case when $by = 'store' then coalesce(store.name, store.store_id) end as member_name
from selected_tenure as tenure
left join store on store.store_key = tenure.store_key
left join customer on customer.customer_key = tenure.customer_key
left join first_category on first_category.customer_key = tenure.customer_key
left join category_key on category_key.category_key = first_category.category_key
