-- How the customers of each cohort of first purchases went from month to month, as in cohort_step, for the whole chain; no rows with a
-- filter, or for people who see only some stores.
select
  cohort,
  month,
  next_day,
  customers
from cohort_step
where counting = $counting
  and reg_unfiltered($region, $store, $channel, $category, $grade)
  and reg_empty($segment)
  and reg_holds($scope, '*')
