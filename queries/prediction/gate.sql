-- Is there enough to predict from?
with condition_of as (
  select 1 as place, 'buyers' as condition, buyers as value, 500 as required
  from prediction_basis
  union all
  select 2 as place, 'days' as condition, coalesce(days, reg_count(0)) as value, 180 as required
  from prediction_basis
  union all
  select 3 as place, 'recent_buyers' as condition, recent_buyers as value, 1 as required
  from prediction_basis
  union all
  select 4 as place, 'frequent_buyers' as condition, frequent_buyers as value, 1 as required
  from prediction_basis
)
select
  condition,
  value,
  reg_count(required) as required,
  reg_flag(value >= required) as is_met
from condition_of
cross join selected_whole
order by place
