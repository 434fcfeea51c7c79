-- Campaigns that touch the period: a row for each arm and, without a control group, for each stratum of people alike before it,
-- the treated and those outside the campaign.
with running as (
  select *
  from campaign_size
  where starts_on <= $to
    and window_ends_on >= $from
),
spent as (
  select campaign_id, sum(cost) as cost
  from shared_cost
  where campaign_id is not null
  group by campaign_id
),
credited_order as (
  select purchases.campaign_id as campaign_id, sum(net_amount) as net_amount,
    sum(reg_number(net_amount - coalesce(cost_amount, reg_cost(quantity, products.unit_cost)))) as margin
  from purchases
  left join products on products.product_id = purchases.product_id
  where purchases.campaign_id is not null
    and purchases.order_id not in (select order_id from purchases where kind = 'cancel')
    and (purchases.campaign_id, purchases.customer_id) in (select campaign_id, customer_id from campaign_person) -- $region $store $segment $grade
  group by purchases.campaign_id, purchases.order_id, purchases.day, purchases.store_id, purchases.customer_id
),
credited as (
  select campaign_id, count(case when net_amount > 0 then 1 end) as orders, reg_number(sum(net_amount)) as net_amount, sum(margin) as margin
  from credited_order
  group by campaign_id
),
arm as (
  select
    campaign_id,
    0 as stratum,
    arm,
    count(*) as customers,
    count(case when is_contacted then 1 end) as contacted,
    count(case when has_consented then 1 end) as consented,
    count(case when is_crowded then 1 end) as crowded,
    count(case when orders > 0 then 1 end) as buyers,
    sum(net_amount) as net_sales,
    sum(net_amount * net_amount) as net_sales_squares,
    sum(margin) as margin,
    sum(margin * margin) as margin_squares,
    count(case when before_orders > 0 then 1 end) as before_buyers,
    reg_count(sum(before_orders)) as before_orders,
    reg_count(sum(before_orders * before_orders)) as before_order_squares,
    sum(before_net_amount) as before_net_sales,
    sum(before_net_amount * before_net_amount) as before_net_sales_squares,
    sum(before_net_amount * net_amount) as before_net_sales_net_sales,
    sum(before_net_amount * margin) as before_net_sales_margin
  from campaign_person
  group by campaign_id, arm
),
bought as (
  select
    untested.campaign_id as campaign_id,
    any_checkout.customer_id as customer_id,
    max(starts_on) - max(case when day < starts_on and net_amount > 0 then day end) as recency_days,
    count(case when day < starts_on and net_amount > 0 then 1 end) as before_orders,
    reg_number(sum(case when day < starts_on then net_amount else 0 end)) as before_net_amount,
    count(case when day >= starts_on and net_amount > 0 then 1 end) as orders,
    reg_number(sum(case when day >= starts_on then net_amount else 0 end)) as net_amount,
    sum(case when day >= starts_on then margin else 0 end) as margin
  from (select campaign_id, starts_on, window_ends_on from running where treated > 0 and controls = 0) as untested
  join any_checkout on any_checkout.day between reg_add_months(untested.starts_on, -12) and untested.window_ends_on
  where any_checkout.customer_id is not null
  group by untested.campaign_id, any_checkout.customer_id
),
person as (
  select
    bought.*,
    campaign_contacts.customer_id is not null as is_treated,
    customers.home_store_id as store_id,
    avg(case when campaign_contacts.customer_id is not null then before_net_amount end) over (partition by bought.campaign_id) as usual
  from bought
  left join customers on customers.customer_id = bought.customer_id
  left join campaign_contacts
    on campaign_contacts.campaign_id = bought.campaign_id
    and campaign_contacts.customer_id = bought.customer_id
  where before_orders > 0
),
peer as (
  select
    campaign_id,
    100 * case when recency_days <= 30 then 1 when recency_days <= 90 then 2 when recency_days <= 180 then 3 else 4 end
      + 10 * case when before_orders <= 2 then before_orders when before_orders <= 4 then 3 when before_orders <= 8 then 4 when before_orders <= 16 then 5 else 6 end
      + case when before_net_amount < usual / 4 then 1 when before_net_amount < usual / 2 then 2 when before_net_amount < usual then 3 when before_net_amount < usual * 2 then 4 else 5 end
      as stratum,
    case when is_treated then 'treatment' else 'control' end as arm,
    orders,
    net_amount,
    margin
  from person
  where true
    and false -- $grade
    and false -- $segment
    and store_id in (select store_id from stores where region in (select unnest($region)))
    and store_id in (select unnest($store))
),
part as (
  select *
  from arm
  union all
  select
    campaign_id, stratum, arm, count(*), null, null, null, count(case when orders > 0 then 1 end),
    sum(net_amount), sum(net_amount * net_amount), sum(margin), sum(margin * margin), null, null, null, null, null, null, null
  from peer
  group by campaign_id, stratum, arm
)
select
  running.campaign_id as campaign_id,
  running.name as name,
  running.kind as kind,
  running.channel as channel,
  running.starts_on as starts_on,
  running.ends_on as ends_on,
  running.window_ends_on as window_ends_on,
  running.window_ends_on <= (select last_day from chain) as is_finished,
  running.controls > 0 as has_control,
  spent.cost as cost,
  case when exists (select 1 from purchases where campaign_id is not null) then coalesce(credited.orders, 0) end as attributed_orders,
  case when exists (select 1 from purchases where campaign_id is not null) then coalesce(credited.net_amount, 0) end as attributed_net_sales,
  case when exists (select 1 from purchases where campaign_id is not null) then coalesce(credited.margin, 0) end as attributed_margin,
  part.stratum as stratum,
  part.arm as arm,
  part.customers as customers,
  part.contacted as contacted,
  part.consented as consented,
  part.crowded as crowded,
  part.buyers as buyers,
  part.net_sales as net_sales,
  part.net_sales_squares as net_sales_squares,
  part.margin as margin,
  part.margin_squares as margin_squares,
  part.before_buyers as before_buyers,
  part.before_orders as before_orders,
  part.before_order_squares as before_order_squares,
  part.before_net_sales as before_net_sales,
  part.before_net_sales_squares as before_net_sales_squares,
  part.before_net_sales_net_sales as before_net_sales_net_sales,
  part.before_net_sales_margin as before_net_sales_margin
from running
left join spent on spent.campaign_id = running.campaign_id
left join credited on credited.campaign_id = running.campaign_id
left join part on part.campaign_id = running.campaign_id
