-- From which purchase day in each region (null: stores without one) to the next one there customers went, first ones (day null)
-- included, without any filter; no rows with one, or for people who see only some stores.
select
  region,
  day,
  next_day,
  customers
from region_step
where aspect = 'next'
  and reg_unfiltered($region, $store, $channel, $category, $grade)
  and reg_empty($segment)
  and reg_holds($scope, '*')
