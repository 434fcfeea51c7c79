-- The buckets of the period as far as purchases or complaints reach.
select
  reg_bucket($grain, day, $from) as bucket,
  max(day) as ends_on
from calendar
where day between $from and $to
  and day between least((select first_day from chain), (select min(received_on) from complaints))
    and greatest((select last_day from chain), (select max(received_on) from complaints))
group by reg_bucket($grain, day, $from)
