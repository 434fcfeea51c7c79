-- A number of its own for every customer that any table names.
with named as (
  select customer_id from customers
  union distinct select customer_id from purchases
  union distinct select customer_id from surveys
  union distinct select customer_id from complaints
  union distinct select customer_id from service_contacts
  union distinct select customer_id from campaign_contacts
  union distinct select customer_id from consents
  union distinct select customer_id from grades
  union distinct select customer_id from points
  union distinct select customer_id from compliance_events
)
select
  named.customer_id as customer_id,
  cast(
    coalesce((select max(customer_key) from customer_key), 0) + row_number() over (order by named.customer_id)
    as integer
  ) as customer_key
from named
left join customer_key as known on known.customer_id = named.customer_id
where named.customer_id is not null
  and known.customer_id is null
