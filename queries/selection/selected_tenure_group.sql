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
    and purchase.day between $from and $to
  group by purchase.customer_key
)
select
  tenure.customer_key as customer_key,
  tenure.tenure_days as tenure_days,
  tenure.has_lapsed as has_lapsed,
  case $by when 'all' then 'all' else reg_text(extract(year from tenure.started_on)) end as member,
  reg_text(null) as member_name
from selected_tenure as tenure
where $by in ('all', 'year')
union all
select
  tenure.customer_key,
  tenure.tenure_days,
  tenure.has_lapsed,
  customer.join_channel,
  reg_text(null)
from selected_tenure as tenure
join customer on customer.customer_key = tenure.customer_key
where $by = 'join_channel'
union all
select
  tenure.customer_key,
  tenure.tenure_days,
  tenure.has_lapsed,
  category_key.category_id,
  reg_text(null)
from selected_tenure as tenure
join first_category on first_category.customer_key = tenure.customer_key
join category_key on category_key.category_key = first_category.category_key
where $by = 'category'
union all
select
  tenure.customer_key,
  tenure.tenure_days,
  tenure.has_lapsed,
  case $by
    when 'region' then store.region
    when 'store' then store.store_id
    when 'channel' then purchase.channel
    else purchase.grade
  end,
  case when $by = 'store' then coalesce(store.name, store.store_id) end
from selected_tenure as tenure
join selected_first_purchase as purchase on purchase.customer_key = tenure.customer_key
left join store on store.store_key = purchase.store_key
where $by in ('region', 'store', 'channel', 'grade')
