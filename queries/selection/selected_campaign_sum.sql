-- Campaigns that touch the period, each with what is known of it in sums: a row for each arm (stratum 0) and, for campaigns without
-- a control group, two for each stratum of people alike before it started: the treated and the others, as arm `control`. The
-- others are known only to who sees every store, and not by grade or segment. Nothing is known of what is attributed where no
-- purchase names a campaign.
with running as (
  select
    campaign_id,
    name,
    kind,
    channel,
    starts_on,
    ends_on,
    window_ends_on,
    controls
  from campaign
  where starts_on <= $to
    and window_ends_on >= $from
),
spent as (
  select
    campaign_id,
    sum(cost) as cost
  from selected_ledger_entry
  where campaign_id is not null
  group by campaign_id
),
credited as (
  select
    campaign_id,
    sum(case when is_purchase then 1 else 0 end) as orders,
    sum(net_amount) as net_amount,
    sum(margin) as margin
  from selected_campaign_order
  group by campaign_id
),
part as (
  select
    campaign_id,
    0 as stratum,
    arm,
    customers,
    contacted,
    consented,
    crowded,
    buyers,
    net_amount,
    net_amount_squares,
    margin,
    margin_squares,
    before_buyers,
    before_orders,
    before_order_squares,
    before_net_amount,
    before_net_amount_squares,
    before_net_amount_net_amount,
    before_net_amount_margin
  from selected_campaign_arm
  union all
  select
    campaign_id,
    100 * recency_band + 10 * order_band + spend_band,
    case when is_treated then 'treatment' else 'control' end,
    reg_count(sum(customers)),
    cast(null as bigint),
    cast(null as bigint),
    cast(null as bigint),
    reg_count(case when max(data_span.last_day) is not null then sum(buyers) end),
    case when max(data_span.last_day) is not null then sum(net_amount) end,
    sum(net_amount_squares),
    sum(known_margin + uncosted_net_amount * margin_rate),
    sum(
      known_margin_squares + 2 * known_margin_uncosted_net_amount * margin_rate
        + uncosted_net_amount_squares * margin_rate * margin_rate
    ),
    cast(null as bigint),
    cast(null as bigint),
    cast(null as bigint),
    cast(null as double),
    cast(null as double),
    cast(null as double),
    cast(null as double)
  from campaign_peer
  cross join data_span
  where reg_holds($scope, '*')
    and reg_empty($grade)
    and reg_empty($segment)
    and ((reg_empty($region) and reg_empty($store)) or store_key in (select store_key from selected_store) or (store_key is null and reg_open($region) and reg_open($store)))
  group by campaign_id, recency_band, order_band, spend_band, is_treated
)
select
  running.campaign_id as campaign_id,
  running.name as name,
  running.kind as kind,
  running.channel as channel,
  running.starts_on as starts_on,
  running.ends_on as ends_on,
  running.window_ends_on as window_ends_on,
  reg_flag(running.window_ends_on <= (select last_day from data_span)) as is_finished,
  reg_flag(running.controls > 0) as has_control,
  spent.cost as cost,
  reg_count(case when (select count(*) from campaign_order) > 0 then coalesce(credited.orders, 0) end) as attributed_orders,
  case when (select count(*) from campaign_order) > 0 then coalesce(credited.net_amount, 0.0) end as attributed_net_sales,
  case
    when credited.campaign_id is not null then credited.margin
    when (select count(*) from campaign_order) > 0 and (select margin_rate from data_span) is not null then 0.0
  end as attributed_margin,
  reg_count(part.stratum) as stratum,
  part.arm as arm,
  part.customers as customers,
  part.contacted as contacted,
  part.consented as consented,
  part.crowded as crowded,
  part.buyers as buyers,
  part.net_amount as net_sales,
  part.net_amount_squares as net_sales_squares,
  part.margin as margin,
  part.margin_squares as margin_squares,
  part.before_buyers as before_buyers,
  part.before_orders as before_orders,
  part.before_order_squares as before_order_squares,
  part.before_net_amount as before_net_sales,
  part.before_net_amount_squares as before_net_sales_squares,
  part.before_net_amount_net_amount as before_net_sales_net_sales,
  part.before_net_amount_margin as before_net_sales_margin
from running
left join spent on spent.campaign_id = running.campaign_id
left join credited on credited.campaign_id = running.campaign_id
left join part on part.campaign_id = running.campaign_id
