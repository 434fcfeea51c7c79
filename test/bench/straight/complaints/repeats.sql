with followed as (
  select
    complaint_id,
    lag(received_on) over (partition by customer_id, root_cause order by received_at, complaint_id) as previous_received_on
  from complaints
  where customer_id is not null
    and root_cause is not null
),
counted as (
  select
    reg_bucket($grain, kept_case.received_on, $from) as bucket,
    count(*) as complaints,
    count(case when kept_case.customer_id is not null and kept_case.root_cause is not null then 1 end) as traceable,
    count(case when kept_case.received_on - followed.previous_received_on <= $repeat_days then 1 end) as repeats
  from kept_case
  left join followed on followed.complaint_id = kept_case.complaint_id
  where kept_case.received_on between $from and $to
  group by reg_bucket($grain, kept_case.received_on, $from)
)
select
  bucket,
  complaints,
  traceable,
  repeats,
  reg_ratio(repeats, traceable) as repeat_share,
  reg_wilson_low(repeats, traceable) as repeat_share_low,
  reg_wilson_high(repeats, traceable) as repeat_share_high
from counted
order by bucket
