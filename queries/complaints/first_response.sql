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
  bucket,
  reg_count(complaints) as complaints,
  reg_count(decided) as decided,
  reg_count(in_time) as in_time,
  reg_ratio(in_time, decided) as in_time_share,
  reg_wilson_low(in_time, decided) as in_time_share_low,
  reg_wilson_high(in_time, decided) as in_time_share_high,
  reg_count(waiting) as waiting
from counted
order by bucket
