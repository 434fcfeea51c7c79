-- The customers of the stores that region and store keep, by home store, with the grade they hold at the end of the period;
-- with everything in scope also those without a store. Sales channel and category do not apply to them.
with held as (
  select
    customer_key,
    grade
  from grade_span
  where starts_on <= $to
    and ends_before > $to
)
select
  customer.customer_key as customer_key,
  held.grade as grade
from customer
left join held on held.customer_key = customer.customer_key
where (
    customer.home_store_key in (select store_key from selected_store)
    or (customer.home_store_key is null and reg_holds($scope, '*') and reg_empty($region) and reg_empty($store))
  )
  and (reg_empty($grade) or reg_holds($grade, held.grade))
  and (reg_empty($segment) or customer.customer_key in (select customer_key from selected_member))
