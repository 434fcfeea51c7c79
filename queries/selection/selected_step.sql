-- From which purchase day to which customers of the chosen segments went, at any time and whatever the other filters say, as in
-- purchase_step; several rows for one pair of days where customers are told apart.
select
  steps,
  day,
  next_day,
  customers
from purchase_step
where reg_empty($segment)
  and reg_holds($scope, '*')
union all
select
  1 as steps,
  previous_day as day,
  day as next_day,
  reg_count(1) as customers
from selected_occasion
where not (reg_empty($segment) and reg_holds($scope, '*'))
union all
select
  1 as steps,
  day,
  cast(null as date) as next_day,
  reg_count(1) as customers
from selected_occasion
where not (reg_empty($segment) and reg_holds($scope, '*'))
  and next_day is null
union all
select
  2 as steps,
  second_previous_day as day,
  day as next_day,
  reg_count(1) as customers
from selected_occasion
where not (reg_empty($segment) and reg_holds($scope, '*'))
  and second_previous_day is not null
