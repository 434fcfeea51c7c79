-- How long did it take until complaints were closed?
-- closing  the last time that each complaint was closed up to the end of the period
with closing as (
  select
    complaint_id,
    min(received_on) as received_on,
    max(entered_on) as closed_on
  from selected_case_step
  where stage = $closed_by
    and entered_on <= $to
  group by complaint_id
),
counted as (
  select
    reg_bucket($grain, closed_on, $from) as bucket,
    count(*) as closed_complaints,
    reg_median(reg_number(date_diff('day', received_on, closed_on))) as median_days,
    reg_quantile(reg_number(date_diff('day', received_on, closed_on)), 0.9) as p90_days,
    count(case when date_diff('day', received_on, closed_on) <= $due_days then 1 end) as in_time
  from closing
  where closed_on between $from and $to
  group by reg_bucket($grain, closed_on, $from)
)
select
  bucket,
  reg_count(closed_complaints) as closed_complaints,
  reg_number(median_days) as median_days,
  reg_number(p90_days) as p90_days,
  reg_count(in_time) as in_time,
  reg_ratio(in_time, closed_complaints) as in_time_share,
  reg_wilson_low(in_time, closed_complaints) as in_time_share_low,
  reg_wilson_high(in_time, closed_complaints) as in_time_share_high
from counted
order by bucket
