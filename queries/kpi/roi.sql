-- What did campaigns with a control group and better service bring, against what was spent?
-- arm        both arms of every campaign whose window ended in the period
-- estimate   per campaign: difference of means × treated; its variance in two independent parts, one an arm (Welch)
-- share      the part of costs without a campaign that falls on the customers the filters keep
-- enquiring  enquiries and orders of each bucket and of the same days a year before
with ended as (
  select
    campaign_id,
    reg_bucket($grain, window_ends_on, $from) as bucket,
    treated,
    contact_cost_amount
  from campaign
  where window_ends_on between $from and $to
    and window_ends_on <= (select last_day from data_span)
    and treated > 0
    and controls > 0
),
arm as (
  select
    campaign_id,
    arm,
    reg_number(customers) as n,
    margin / customers as mean,
    case
      when customers > 1 then (margin_squares - margin * margin / customers) / (customers - 1)
    end as variance
  from selected_campaign_arm
),
spent as (
  select
    campaign_id,
    sum(amount) as amount
  from ledger_entry
  where campaign_id is not null
    and not (kind = 'service' and amount < 0)
  group by campaign_id
),
estimate as (
  select
    ended.bucket as bucket,
    treated_arm.n * (treated_arm.mean - control_arm.mean) as incremental_margin,
    treated_arm.n * treated_arm.variance as treated_part,
    treated_arm.n * treated_arm.n * control_arm.variance / control_arm.n as control_part,
    treated_arm.n - 1 as treated_freedom,
    control_arm.n - 1 as control_freedom,
    (reg_number(coalesce(spent.amount, 0)) + reg_number(coalesce(ended.contact_cost_amount, 0)))
      * treated_arm.n / ended.treated as cost
  from ended
  join arm as treated_arm on treated_arm.campaign_id = ended.campaign_id and treated_arm.arm = 'treatment'
  join arm as control_arm on control_arm.campaign_id = ended.campaign_id and control_arm.arm = 'control'
  left join spent on spent.campaign_id = ended.campaign_id
),
share as (
  select
    case
      when reg_holds($scope, '*') and reg_unfiltered($region, $store, $segment, $grade, $grade) then 1.0
      else reg_ratio(
        (select count(*) from selected_customer),
        (select count(*) from customer)
      )
    end as share
),
enquiring as (
  select
    reg_bucket($grain, contacted_on, $from) as bucket,
    1 as enquiries,
    reg_number(cost_amount) as cost,
    0 as orders,
    0 as enquiries_before,
    0 as orders_before
  from selected_service_contact
  where kind = 'enquiry'
    and contacted_on between $from and $to
  union all
  select reg_bucket($grain, day, $from), 0, cast(null as double), orders, 0, 0
  from selected_checkout
  where day between $from and $to
  union all
  select bucket.bucket, 0, cast(null as double), 0, 1, 0
  from selected_bucket as bucket
  cross join selected_service_contact as contact
  where contact.kind = 'enquiry'
    and contact.contacted_on between reg_add_months(bucket.starts_on, -12) and reg_add_months(bucket.ends_on, -12)
  union all
  select bucket.bucket, 0, cast(null as double), 0, 0, checkout.orders
  from selected_bucket as bucket
  cross join selected_checkout as checkout
  where checkout.day between reg_add_months(bucket.starts_on, -12) and reg_add_months(bucket.ends_on, -12)
),
served as (
  select
    bucket,
    case
      when sum(enquiries_before) > 0 then
        (reg_ratio(sum(enquiries_before), sum(orders_before)) * sum(orders) - sum(enquiries)) * avg(cost)
    end as saved
  from enquiring
  group by bucket
),
booked as (
  select
    reg_bucket($grain, ledger_entry.month, $from) as bucket,
    sum(case when kind = 'service' and amount < 0 then -reg_number(amount) * share.share end) as saved,
    sum(
      case
        when campaign_id is null and not (kind = 'service' and amount < 0) then reg_number(amount) * share.share
      end
    ) as cost
  from ledger_entry
  cross join share
  where month between $from and $to
  group by reg_bucket($grain, ledger_entry.month, $from)
),
entry as (
  select
    bucket, 1 as campaigns, incremental_margin, treated_part, control_part, treated_freedom, control_freedom, cost,
    cast(null as double) as booked_saving, cast(null as double) as measured_saving
  from estimate
  union all
  select
    bucket, 0, cast(null as double), cast(null as double), cast(null as double), cast(null as double), cast(null as double),
    cost, saved, cast(null as double)
  from booked
  union all
  select
    bucket, 0, cast(null as double), cast(null as double), cast(null as double), cast(null as double), cast(null as double),
    cast(null as double), cast(null as double), saved
  from served
),
summed as (
  select
    bucket,
    reg_count(sum(campaigns)) as campaigns,
    case when count(incremental_margin) = sum(campaigns) then sum(incremental_margin) end as incremental_margin,
    coalesce(sum(booked_saving), sum(measured_saving)) as service_saved,
    sum(cost) as cost,
    case
      when count(treated_part) = sum(campaigns) and count(control_part) = sum(campaigns) then
        sum(treated_part + control_part)
    end as variance,
    sum(treated_part * treated_part / nullif(treated_freedom, 0) + control_part * control_part / nullif(control_freedom, 0)) as spread
  from entry
  group by bucket
),
gained as (
  select
    bucket,
    campaigns,
    incremental_margin,
    service_saved,
    cost,
    incremental_margin + coalesce(service_saved, 0) - coalesce(cost, 0) as net_gain,
    case
      when variance > 0 then reg_t_975(variance * variance / spread) * sqrt(variance)
      when variance = 0 then 0.0
    end as margin_of_error
  from summed
  where campaigns > 0
    or cost is not null
)
select
  bucket,
  campaigns,
  incremental_margin,
  service_saved,
  cost,
  net_gain,
  case when cost > 0 then net_gain / cost end as roi,
  case when cost > 0 then (net_gain - margin_of_error) / cost end as roi_low,
  case when cost > 0 then (net_gain + margin_of_error) / cost end as roi_high
from gained
order by bucket
