-- From which purchase day that the filters keep customers went to the next such day (steps 1) or to the one after that (steps 2), as
-- in purchase_step. It tells of filters that reg_stepped holds for, and has no rows with others. Of one region each number of steps is
-- read by itself, so that only rows of its aspect and days are.
select
  steps,
  day,
  next_day,
  customers
from selected_step
where reg_unfiltered($region, $store, $channel, $category, $grade)
union all
select
  1 as steps,
  day,
  next_day,
  customers
from region_step
where not reg_unfiltered($region, $store, $channel, $category, $grade)
  and reg_stepped($region, $store, $channel, $category, $grade, $segment, $scope)
  and region = $region[1]
  and aspect = 'next'
union all
select
  2 as steps,
  day,
  next_day,
  customers
from region_step
where not reg_unfiltered($region, $store, $channel, $category, $grade)
  and reg_stepped($region, $store, $channel, $category, $grade, $segment, $scope)
  and region = $region[1]
  and aspect = 'second'
