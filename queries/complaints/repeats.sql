-- How many complaints came from a customer who had complained about the same root cause shortly before?
with counted as (
  select
    reg_bucket($grain, received_on, $from) as bucket,
    count(*) as complaints,
    count(case when customer_key is not null and root_cause is not null then 1 end) as traceable,
    count(case when date_diff('day', previous_received_on, received_on) <= $repeat_days then 1 end) as repeats
  from selected_case
  where received_on between $from and $to
  group by reg_bucket($grain, received_on, $from)
)
select
  bucket,
  reg_count(complaints) as complaints,
  reg_count(traceable) as traceable,
  reg_count(repeats) as repeats,
  reg_ratio(repeats, traceable) as repeat_share,
  reg_wilson_low(repeats, traceable) as repeat_share_low,
  reg_wilson_high(repeats, traceable) as repeat_share_high
from counted
order by bucket
