-- The buckets of the period up to the end of the data: first day of the bucket, first and last of its days in the period.
select
  reg_bucket($grain, day, $from) as bucket,
  min(day) as starts_on,
  max(day) as ends_on
from calendar
where day between $from and $to
  and day <= (select last_day from data_span)
group by reg_bucket($grain, day, $from)
