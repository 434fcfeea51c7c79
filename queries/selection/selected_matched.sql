-- Those whom the treated of the campaign $of are compared with, since it has no control group: the others of campaign_peer's strata
-- that hold a treated customer and two others or more, as far as region and store (home store) keep them. They are known only to
-- who sees every store, and not by grade or segment.
with bought as (
  select
    purchase_order.customer_key as customer_key,
    max(campaign.starts_on) as starts_on,
    sum(case when is_purchase then 1 else 0 end) as orders,
    sum(net_amount) as net_amount,
    max(case when is_purchase then day end) as last_day
  from purchase_order
  cross join campaign
  where campaign.campaign_id = $of
    and campaign.treated > 0
    and campaign.controls = 0
    and purchase_order.customer_key is not null
    and purchase_order.day >= reg_add_months(campaign.starts_on, -12)
    and purchase_order.day < campaign.starts_on
  group by purchase_order.customer_key
),
person as (
  select
    bought.customer_key as customer_key,
    bought.customer_key in (select customer_key from campaign_contact where campaign_id = $of) as is_treated,
    customer.home_store_key as store_key,
    date_diff('day', bought.last_day, bought.starts_on) as recency_days,
    bought.orders as orders,
    bought.net_amount as net_amount
  from bought
  join customer on customer.customer_key = bought.customer_key
  where bought.orders > 0
),
usual as (
  select
    count(*) as customers,
    sum(net_amount) as net_amount
  from person
  where is_treated
),
banded as (
  select
    person.customer_key as customer_key,
    person.is_treated as is_treated,
    100 * reg_recency_band(person.recency_days) + 10 * reg_order_band(person.orders)
      + reg_spend_band(person.net_amount, usual.net_amount, usual.customers) as stratum
  from person
  cross join usual
  where reg_holds($scope, '*')
    and reg_empty($grade)
    and reg_empty($segment)
    and (
      person.store_key in (select store_key from selected_store)
      or (person.store_key is null and reg_open($region) and reg_open($store))
    )
)
select customer_key
from banded
where not is_treated
  and stratum in (
    select stratum
    from banded
    group by stratum
    having sum(case when is_treated then 1 else 0 end) > 0
      and sum(case when is_treated then 0 else 1 end) > 1
  )
