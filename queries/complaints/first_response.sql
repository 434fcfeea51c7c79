-- How many complaints were first responded to by the end of the next working day?
with counted as (
  select
    reg_bucket($grain, received_on, $from) as bucket,
    count(*) as complaints,
    count(is_responded_in_time) as decided,
    count(case when is_responded_in_time then 1 end) as in_time,
    count(case when responded_on is null and not is_responded_in_time then 1 end) as waiting
  from selected_case
  where received_on between $from and $to
  group by reg_bucket($grain, received_on, $from)
)
select
  counted.bucket as bucket,
  reg_count(counted.complaints) as complaints,
  reg_count(counted.decided) as decided,
  case when loaded.has_stages then reg_count(counted.in_time) end as in_time,
  reg_ratio(counted.in_time, counted.decided) as in_time_share,
  reg_wilson_low(counted.in_time, counted.decided) as in_time_share_low,
  reg_wilson_high(counted.in_time, counted.decided) as in_time_share_high,
  case when loaded.has_stages then reg_count(counted.waiting) end as waiting
from counted
cross join loaded
order by bucket
