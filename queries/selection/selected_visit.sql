-- One row per customer, day, store and channel with a purchase that the filters keep; with a category filter one per order. The
-- purchase days before and after and the first one are those in the whole chain, and null with a category filter.
select
  customer_key,
  day,
  store_key,
  channel,
  grade,
  previous_day,
  next_day,
  first_day,
  shares_day
from visit
where reg_empty($category)
  and (reg_empty($segment) or customer_key in (select customer_key from selected_member))
  and ((reg_holds($scope, '*') and reg_empty($region) and reg_empty($store)) or store_key in (select store_key from selected_store))
  and (reg_empty($channel) or reg_holds($channel, channel))
  and (reg_empty($grade) or reg_holds($grade, grade))
union all
select
  customer_key,
  day,
  store_key,
  channel,
  grade,
  cast(null as date) as previous_day,
  cast(null as date) as next_day,
  cast(null as date) as first_day,
  reg_flag(null) as shares_day
from selected_order
where not reg_empty($category)
  and is_purchase
  and customer_key is not null
