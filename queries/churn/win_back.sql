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
outcome as (
  select
    subject.campaign_id as campaign_id,
    subject.arm as arm,
    count(*) as customers,
    sum(case when orders > 0 then 1 else 0 end) as returned,
    sum(reg_number(coalesce(margin, net_amount))) as value_sum,
    sum(reg_number(coalesce(margin, net_amount)) * reg_number(coalesce(margin, net_amount))) as value_squares
  from selected_campaign_customer as subject
  join started on started.campaign_id = subject.campaign_id
  where subject.last_purchase_on + $inactive_days < started.starts_on
  group by subject.campaign_id, subject.arm
)
select
  started.campaign_id as campaign_id,
  started.name as name,
  started.starts_on as starts_on,
  started.window_ends_on as window_ends_on,
  reg_flag(started.window_ends_on > data_span.last_day) as is_open,
  reg_flag(data_span.margin_rate is not null) as is_margin,
  outcome.arm as arm,
  reg_count(outcome.customers) as customers,
  reg_count(outcome.returned) as returned_customers,
  outcome.value_sum as value_sum,
  outcome.value_squares as value_squares
from outcome
join started using (campaign_id)
cross join data_span
order by starts_on, campaign_id, arm
