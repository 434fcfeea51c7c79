-- From which purchase day that the filters keep customers went to the next such day (steps 1) or to the one after that (steps 2), as
-- in purchase_step. It tells of filters that reg_stepped holds for, and has no rows with others.
select
  steps,
  day,
  next_day,
  customers
from selected_step
where reg_unfiltered($region, $store, $channel, $category, $grade)
union all
select
  case when aspect = 'second' then 2 else 1 end as steps,
  day,
  next_day,
  customers
from selected_region_step
where aspect in ('next', 'second')
