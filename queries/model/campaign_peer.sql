-- For campaigns without a control group: the treated, and customers outside the campaign who looked like them the day before it
-- started, by home store and stratum. No experiment: what the strata do not know of can differ.
-- recency_band, order_band, spend_band  days since the last purchase, orders and net sales of the twelve months before. Nobody who
-- bought nothing in them: whom they could be compared with is not known.
-- Margins as in campaign_customer.
with untested as (
  select
    campaign_id,
    starts_on,
    window_ends_on
  from campaign
  where treated > 0
    and controls = 0
    and campaign_id in (select campaign_id from peer_in_build)
),
bought as (
  select
    untested.campaign_id as campaign_id,
    purchase_order.customer_key as customer_key,
    max(untested.starts_on) as starts_on,
    sum(case when is_purchase and day >= untested.starts_on then 1 else 0 end) as orders,
    sum(case when day >= untested.starts_on then net_amount else 0 end) as net_amount,
    sum(case when day >= untested.starts_on then uncosted_net_amount else 0 end) as uncosted_net_amount,
    sum(case when day >= untested.starts_on then cost_amount end) as cost_amount,
    sum(case when is_purchase and day < untested.starts_on then 1 else 0 end) as before_orders,
    sum(case when day < untested.starts_on then net_amount else 0 end) as before_net_amount,
    max(case when is_purchase and day < untested.starts_on then day end) as last_day_before
  from purchase_order
  cross join untested
  where purchase_order.customer_key is not null
    and purchase_order.day >= reg_add_months(untested.starts_on, -12)
    and purchase_order.day <= untested.window_ends_on
  group by untested.campaign_id, purchase_order.customer_key
),
person as (
  select
    bought.campaign_id as campaign_id,
    campaign_contact.customer_key is not null as is_treated,
    customer.home_store_key as store_key,
    date_diff('day', bought.last_day_before, bought.starts_on) as recency_days,
    bought.before_orders as before_orders,
    bought.before_net_amount as before_net_amount,
    bought.orders as orders,
    reg_number(bought.net_amount) as net_amount,
    reg_number(bought.net_amount - bought.uncosted_net_amount) - reg_number(coalesce(bought.cost_amount, 0)) as known_margin,
    reg_number(bought.uncosted_net_amount) as uncosted_net_amount
  from bought
  join customer on customer.customer_key = bought.customer_key
  left join campaign_contact
    on campaign_contact.campaign_id = bought.campaign_id
    and campaign_contact.customer_key = bought.customer_key
  where bought.before_orders > 0
),
usual as (
  select
    campaign_id,
    count(*) as customers,
    sum(before_net_amount) as before_net_amount
  from person
  where is_treated
  group by campaign_id
),
banded as (
  select
    person.campaign_id as campaign_id,
    person.is_treated as is_treated,
    person.store_key as store_key,
    reg_recency_band(person.recency_days) as recency_band,
    reg_order_band(person.before_orders) as order_band,
    reg_spend_band(person.before_net_amount, usual.before_net_amount, usual.customers) as spend_band,
    person.orders as orders,
    person.net_amount as net_amount,
    person.known_margin as known_margin,
    person.uncosted_net_amount as uncosted_net_amount
  from person
  join usual on usual.campaign_id = person.campaign_id
)
select
  campaign_id,
  reg_flag(is_treated) as is_treated,
  store_key,
  cast(recency_band as integer) as recency_band,
  cast(order_band as integer) as order_band,
  cast(spend_band as integer) as spend_band,
  reg_count(count(*)) as customers,
  reg_count(sum(case when orders > 0 then 1 else 0 end)) as buyers,
  sum(net_amount) as net_amount,
  sum(net_amount * net_amount) as net_amount_squares,
  sum(known_margin) as known_margin,
  sum(known_margin * known_margin) as known_margin_squares,
  sum(uncosted_net_amount) as uncosted_net_amount,
  sum(uncosted_net_amount * uncosted_net_amount) as uncosted_net_amount_squares,
  sum(known_margin * uncosted_net_amount) as known_margin_uncosted_net_amount
from banded
group by campaign_id, is_treated, store_key, recency_band, order_band, spend_band
