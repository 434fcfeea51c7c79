-- How customers of the one region that alone is filtered by went from day to day, as in region_step; no rows with any other filter,
-- or for people who see only some stores.
select
  aspect,
  day,
  next_day,
  customers,
  on_file,
  reachable,
  filled_weight
from region_step
where not reg_unfiltered($region, $store, $channel, $category, $grade)
  and reg_stepped($region, $store, $channel, $category, $grade, $segment, $scope)
  and region = $region[1]
