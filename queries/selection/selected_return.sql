-- What campaigns with a control group and better service brought, against all that was spent: sums by bucket.
-- estimate   per campaign whose window ended in the period: difference of means × treated; its variance in two independent
--            parts, one an arm (Welch); of a campaign without one of its arms only the cost is known; where no ledger is loaded, one
--            whose contacts have no cost either costs nobody knows what, and so does its bucket
-- enquiring  enquiries and orders of each bucket and of the same days a year before, summed by day first
-- variance and spread are Σ parts and Σ parts² / degrees of freedom; saved_variance takes enquiries for Poisson counts
with ended as (
  select
    campaign_id,
    reg_bucket($grain, window_ends_on, $from) as bucket
  from campaign
  where window_ends_on between $from and $to
    and window_ends_on <= (select last_day from data_span)
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
    sum(cost) as cost
  from selected_ledger_entry
  where campaign_id is not null
  group by campaign_id
),
estimate as (
  select
    ended.bucket as bucket,
    case when treated_arm.n > 0 and control_arm.n > 0 then 1 else 0 end as campaigns,
    treated_arm.n * (treated_arm.mean - control_arm.mean) as incremental_margin,
    treated_arm.n * treated_arm.variance as treated_part,
    treated_arm.n * treated_arm.n * control_arm.variance / control_arm.n as control_part,
    treated_arm.n - 1 as treated_freedom,
    control_arm.n - 1 as control_freedom,
    case when loaded.has_ledger then coalesce(spent.cost, 0.0) else spent.cost end as cost
  from ended
  cross join loaded
  left join arm as treated_arm on treated_arm.campaign_id = ended.campaign_id and treated_arm.arm = 'treatment'
  left join arm as control_arm on control_arm.campaign_id = ended.campaign_id and control_arm.arm = 'control'
  left join spent on spent.campaign_id = ended.campaign_id
),
daily_before as (
  select
    day,
    reg_count(sum(enquiries)) as enquiries,
    reg_count(sum(orders)) as orders
  from (
    select
      contacted_on as day,
      1 as enquiries,
      0 as orders
    from selected_service_contact
    where kind = 'enquiry'
      and contacted_on between reg_add_months($from, -12) and reg_add_months($to, -12)
    union all
    select
      day,
      0 as enquiries,
      orders
    from selected_checkout
    where day between reg_add_months($from, -12) and reg_add_months($to, -12)
  ) as before
  group by day
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
  select bucket.bucket, 0, cast(null as double), 0, daily.enquiries, daily.orders
  from selected_bucket as bucket
  cross join daily_before as daily
  where daily.day between reg_add_months(bucket.starts_on, -12) and reg_add_months(bucket.ends_on, -12)
),
counted as (
  select
    bucket,
    reg_number(sum(enquiries)) as enquiries,
    avg(cost) as cost,
    reg_number(sum(orders)) as orders,
    reg_number(sum(enquiries_before)) as enquiries_before,
    reg_number(sum(orders_before)) as orders_before
  from enquiring
  group by bucket
),
served as (
  select
    bucket,
    (enquiries_before / orders_before * orders - enquiries) * cost as saved,
    (enquiries_before / (orders_before * orders_before) * orders * orders + enquiries) * cost * cost as saved_variance
  from counted
  where enquiries_before > 0
    and orders_before > 0
),
booked as (
  select
    reg_bucket($grain, month, $from) as bucket,
    sum(case when saved > 0 then saved end) as saved,
    sum(case when saved = 0 and (campaign_id is null or campaign_id not in (select campaign_id from campaign)) then cost end) as cost
  from selected_ledger_entry
  where month between $from and $to
  group by reg_bucket($grain, month, $from)
),
entry as (
  select
    bucket, campaigns, incremental_margin, treated_part, control_part, treated_freedom, control_freedom, cost,
    case when campaigns = 0 then cost end as unmeasured_cost,
    cast(null as double) as booked_saving, cast(null as double) as measured_saving, cast(null as double) as saved_variance
  from estimate
  where campaigns = 1
    or cost <> 0
  union all
  select
    bucket, 0, cast(null as double), cast(null as double), cast(null as double), cast(null as double), cast(null as double),
    cost, cast(null as double), saved, cast(null as double), cast(null as double)
  from booked
  union all
  select
    bucket, 0, cast(null as double), cast(null as double), cast(null as double), cast(null as double), cast(null as double),
    cast(null as double), cast(null as double), cast(null as double), saved, saved_variance
  from served
),
summed as (
  select
    bucket,
    reg_count(sum(campaigns)) as campaigns,
    case
      when count(incremental_margin) = sum(campaigns) then coalesce(sum(incremental_margin), 0.0)
    end as incremental_margin,
    case
      when count(treated_part + control_part) = sum(campaigns) then coalesce(sum(treated_part + control_part), 0.0)
    end as margin_variance,
    coalesce(
      sum(treated_part * treated_part / nullif(treated_freedom, 0) + control_part * control_part / nullif(control_freedom, 0)),
      0.0
    ) as margin_spread,
    coalesce(sum(booked_saving), sum(measured_saving)) as service_saved,
    case when sum(booked_saving) is null then sum(saved_variance) end as saved_variance,
    sum(cost) as cost,
    sum(case when campaigns = 1 and cost is null then 1 else 0 end) = 0 as is_cost_known,
    reg_count(count(unmeasured_cost)) as unmeasured_campaigns,
    coalesce(sum(unmeasured_cost), 0.0) as unmeasured_cost
  from entry
  group by bucket
  having sum(campaigns) > 0 or sum(cost) is not null or sum(booked_saving) is not null
)
select
  summed.bucket as bucket,
  case when loaded.has_outcomes then summed.campaigns end as campaigns,
  case when loaded.has_outcomes then summed.incremental_margin end as incremental_margin,
  summed.margin_variance as margin_variance,
  summed.margin_spread as margin_spread,
  summed.service_saved as service_saved,
  summed.saved_variance as saved_variance,
  case when loaded.has_costs and summed.is_cost_known then summed.cost end as cost,
  case when loaded.has_outcomes then summed.unmeasured_campaigns end as unmeasured_campaigns,
  case when loaded.has_costs and summed.is_cost_known then summed.unmeasured_cost end as unmeasured_cost
from summed
cross join loaded
