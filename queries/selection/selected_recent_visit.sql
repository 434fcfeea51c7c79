-- The purchases that the filters keep (see selected_visit) on the days of the period, and on those before it after which a customer can
-- be active in it or lapse in it.
select
  customer_key,
  day,
  previous_day,
  next_day,
  shares_day
from selected_visit
where day between $from - $inactive_days - 1 and $to
