-- From which purchase day to which next one how many customers went, and what is known of them, as in purchase_step. It tells of
-- the whole chain and of one region only: no rows with another filter, or for people who see only some stores.
select
  day,
  next_day,
  customers,
  on_file,
  reachable,
  filled_weight
from purchase_step
where steps = 1
  and next_day is not null
  and reg_holds($scope, '*')
  and reg_unfiltered($region, $store, $channel, $category, $grade)
  and reg_empty($segment)
union all
select
  day,
  next_day,
  customers,
  on_file,
  reachable,
  filled_weight
from selected_region_step
where aspect = 'next'
