-- The purchase days of the period, and those before it after which a customer can be active in it or lapse in it (see
-- selected_occasion).
select
  customer_key,
  day,
  previous_day,
  next_day
from selected_occasion
where day between $from - $inactive_days - 1 and $to
