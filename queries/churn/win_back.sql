-- Did campaigns bring lapsed customers back? By campaign that started in the period, and arm: customers who had lapsed when it
-- started, how many of them bought in its window, and sums of the margin they brought.
with started as (
  select
    campaign_id,
    name,
    starts_on,
    window_ends_on
  from campaign
  where starts_on between $from and $to
    and treated > 0
),
lapsed as (
  select
    started.campaign_id as campaign_id,
    occasion.customer_key as customer_key
  from started
  cross join selected_scope_occasion as occasion
  where occasion.day + $inactive_days < started.starts_on
    and (occasion.next_day is null or occasion.next_day >= started.starts_on)
),
outcome as (
  select
    campaign_id,
    arm,
    count(*) as customers,
    sum(case when orders > 0 then 1 else 0 end) as returned,
    sum(reg_number(coalesce(margin, net_amount))) as value_sum,
    sum(reg_number(coalesce(margin, net_amount)) * reg_number(coalesce(margin, net_amount))) as value_squares
  from selected_campaign_customer
  where (campaign_id, customer_key) in (select campaign_id, customer_key from lapsed)
  group by campaign_id, arm
)
select
  started.campaign_id as campaign_id,
  started.name as name,
  started.starts_on as starts_on,
  started.window_ends_on as window_ends_on,
  reg_flag(started.window_ends_on > data_span.last_day) as is_open,
  outcome.arm as arm,
  reg_count(outcome.customers) as customers,
  reg_count(outcome.returned) as returned_customers,
  outcome.value_sum as value_sum,
  outcome.value_squares as value_squares
from outcome
join started using (campaign_id)
cross join data_span
order by starts_on, campaign_id, arm
