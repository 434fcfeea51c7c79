-- The buckets of the period as far as orders or complaints reach: first day of the bucket, first and last of its days.
select
  reg_bucket($grain, calendar.day, $from) as bucket,
  min(calendar.day) as starts_on,
  max(calendar.day) as ends_on
from calendar
where calendar.day between $from and $to
  and calendar.day >= (select min(first_day) from (
    select first_day from data_span
    union all
    select first_day from table_profile where table_name = 'complaints'
  ) as known)
  and calendar.day <= (select max(last_day) from (
    select last_day from data_span
    union all
    select last_day from table_profile where table_name = 'complaints'
  ) as known)
group by reg_bucket($grain, calendar.day, $from)
