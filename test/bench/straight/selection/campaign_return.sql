-- What campaigns with a control group and better service brought, against all that was spent, by bucket.
with ended as (
  select
    campaign_size.campaign_id as campaign_id,
    reg_bucket($grain, campaign_size.window_ends_on, $from) as bucket,
    reg_number(count(case when arm = 'treatment' then 1 end)) as treated,
    reg_number(count(case when arm = 'control' then 1 end)) as controls,
    avg(case when arm = 'treatment' then margin end) - avg(case when arm = 'control' then margin end) as per_head,
    var_samp(case when arm = 'treatment' then margin end) as treated_variance,
    var_samp(case when arm = 'control' then margin end) as control_variance
  from campaign_size
  left join campaign_person on campaign_person.campaign_id = campaign_size.campaign_id
  where campaign_size.window_ends_on between $from and $to
    and campaign_size.window_ends_on <= (select last_day from chain)
  group by campaign_size.campaign_id, campaign_size.window_ends_on
),
spent as (
  select campaign_id, sum(cost) as cost
  from shared_cost
  group by campaign_id
),
estimate as (
  select
    bucket,
    treated > 0 and controls > 0 as is_measured,
    treated * per_head as incremental_margin,
    treated * treated_variance as treated_part,
    treated * treated * control_variance / nullif(controls, 0) as control_part,
    treated - 1 as treated_freedom,
    controls - 1 as control_freedom,
    coalesce(spent.cost, 0) as cost
  from ended
  left join spent on spent.campaign_id = ended.campaign_id
),
span as (
  select
    reg_bucket($grain, day, $from) as bucket,
    min(day) as starts_on,
    max(day) as ends_on
  from calendar
  where day between $from and $to
    and day <= (select last_day from chain)
  group by reg_bucket($grain, day, $from)
),
enquiry_day as (
  select contacted_on as day, count(*) as enquiries, sum(cost_amount) as cost, count(cost_amount) as costed
  from kept_contact
  where kind = 'enquiry'
  group by contacted_on
),
order_day as (
  select day, count(*) as orders
  from store_order
  where day between $from and $to
    or day between reg_add_months($from, -12) and reg_add_months($to, -12)
  group by day
),
served as (
  select
    bucket,
    reg_number(coalesce(enquiries, 0)) as enquiries,
    reg_number(cost) / nullif(costed, 0) as cost,
    reg_number(coalesce(orders, 0)) as orders,
    reg_number(enquiries_before) as enquiries_before,
    reg_number(orders_before) as orders_before
  from (
    select
      bucket,
      (select sum(enquiries) from enquiry_day where day between starts_on and ends_on) as enquiries,
      (select sum(cost) from enquiry_day where day between starts_on and ends_on) as cost,
      (select sum(costed) from enquiry_day where day between starts_on and ends_on) as costed,
      (select sum(orders) from order_day where day between starts_on and ends_on) as orders,
      (select sum(enquiries) from enquiry_day where day between reg_add_months(starts_on, -12) and reg_add_months(ends_on, -12)) as enquiries_before,
      (select sum(orders) from order_day where day between reg_add_months(starts_on, -12) and reg_add_months(ends_on, -12)) as orders_before
    from span
  ) as counted
),
entry as (
  select
    bucket,
    case when is_measured then 1 else 0 end as campaigns,
    incremental_margin,
    treated_part + control_part as variance,
    treated_part * treated_part / nullif(treated_freedom, 0) + control_part * control_part / nullif(control_freedom, 0) as spread,
    cost,
    case when not is_measured then cost end as unmeasured_cost,
    cast(null as double precision) as booked_saving,
    cast(null as double precision) as measured_saving,
    cast(null as double precision) as saved_variance
  from estimate
  where is_measured
    or cost <> 0
  union all
  select
    reg_bucket($grain, month, $from), 0, null, null, null,
    case when saved = 0 and campaign_id is null then cost end, null, case when saved > 0 then saved end, null, null
  from shared_cost
  where month between $from and $to
  union all
  select
    bucket, 0, null, null, null, null, null, null,
    (enquiries_before / orders_before * orders - enquiries) * cost,
    (enquiries_before / (orders_before * orders_before) * orders * orders + enquiries) * cost * cost
  from served
  where enquiries_before > 0
    and orders_before > 0
)
select
  bucket,
  reg_count(sum(campaigns)) as campaigns,
  case when count(incremental_margin) = sum(campaigns) then coalesce(sum(incremental_margin), 0) end as incremental_margin,
  case when count(variance) = sum(campaigns) then coalesce(sum(variance), 0) end as margin_variance,
  coalesce(sum(spread), 0) as margin_spread,
  coalesce(sum(booked_saving), sum(measured_saving)) as service_saved,
  case when sum(booked_saving) is null then sum(saved_variance) end as saved_variance,
  sum(cost) as cost,
  count(unmeasured_cost) as unmeasured_campaigns,
  coalesce(sum(unmeasured_cost), 0) as unmeasured_cost
from entry
group by bucket
having sum(campaigns) > 0
  or sum(cost) is not null
  or sum(booked_saving) is not null
