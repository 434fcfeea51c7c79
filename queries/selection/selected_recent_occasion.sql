-- The purchase days that tell of a lapse in the period, and of the $lookback_days before it.
select
  customer_key,
  day,
  previous_day,
  next_day
from selected_occasion
where day between $from - greatest($lookback_days, $inactive_days + 1) and $to
