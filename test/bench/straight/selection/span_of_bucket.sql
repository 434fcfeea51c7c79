-- The buckets of the period up to the last day with a purchase.
select
  reg_bucket($grain, day, $from) as bucket,
  min(day) as starts_on,
  max(day) as ends_on
from calendar
where day between $from and $to
  and day <= (select max(day) from purchases)
group by reg_bucket($grain, day, $from)
