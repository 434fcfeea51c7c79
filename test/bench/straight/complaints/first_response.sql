with responded as (
  select complaint_id, min(day) as day
  from complaint_events
  where stage <> 'received'
  group by complaint_id
),
judged as (
  select
    reg_bucket($grain, kept_case.received_on, $from) as bucket,
    responded.day as responded_on,
    case
      when responded.day <= calendar.next_working_day then true
      when responded.day is null
        and calendar.next_working_day >= greatest((select max(received_on) from complaints), (select max(day) from complaint_events)) then null
      else false
    end as is_in_time
  from kept_case
  join calendar on calendar.day = kept_case.received_on
  left join responded on responded.complaint_id = kept_case.complaint_id
  where kept_case.received_on between $from and $to
),
counted as (
  select
    bucket,
    count(*) as complaints,
    count(is_in_time) as decided,
    count(case when is_in_time then 1 end) as in_time,
    count(case when responded_on is null and not is_in_time then 1 end) as waiting
  from judged
  group by bucket
)
select
  bucket,
  complaints,
  decided,
  in_time,
  reg_ratio(in_time, decided) as in_time_share,
  reg_wilson_low(in_time, decided) as in_time_share_low,
  reg_wilson_high(in_time, decided) as in_time_share_high,
  waiting
from counted
order by bucket
