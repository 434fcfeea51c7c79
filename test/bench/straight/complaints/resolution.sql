with closing as (
  select
    kept_case.complaint_id as complaint_id,
    max(kept_case.received_on) as received_on,
    max(reg_day(complaint_events."at")) as closed_on
  from kept_case
  join complaint_events on complaint_events.complaint_id = kept_case.complaint_id
  where complaint_events.stage = $closed_by
    and reg_day(complaint_events."at") <= $to
  group by kept_case.complaint_id
),
counted as (
  select
    reg_bucket($grain, closed_on, $from) as bucket,
    count(*) as closed_complaints,
    quantile_cont(closed_on - received_on, 0.5) as median_days,
    quantile_cont(closed_on - received_on, 0.9) as p90_days,
    count(case when closed_on - received_on <= $due_days then 1 end) as in_time
  from closing
  where closed_on between $from and $to
  group by reg_bucket($grain, closed_on, $from)
)
select
  bucket,
  closed_complaints,
  median_days,
  p90_days,
  in_time,
  reg_ratio(in_time, closed_complaints) as in_time_share,
  reg_wilson_low(in_time, closed_complaints) as in_time_share_low,
  reg_wilson_high(in_time, closed_complaints) as in_time_share_high
from counted
order by bucket
