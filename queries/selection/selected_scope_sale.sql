-- Orders and lines of the stores in scope by day, store, channel and grade, at any time and whatever the filters say.
select
  day,
  store_key,
  channel,
  orders,
  lines
from sale_day
where reg_holds($scope, '*') or store_key in (select store_key from selected_scope)
