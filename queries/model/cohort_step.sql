-- How many customers who bought first in the month of the cohort bought in a month, and on which day next: the first one in a later
-- month. Their sums up to a day tell who of a cohort has bought in each month, and for whom it was the last one.
-- counting  purchases, or any_order: also returns and orders that came to nothing
-- month     null for the very first day, which is next_day then; next_day null for those who bought in no later month
with active_month as (
  select
    'purchases' as counting,
    month,
    first_day,
    since,
    next_first_day,
    customer_key
  from customer_month
  where first_day is not null
  union all
  select
    'any_order',
    month,
    first_order_day,
    since_order,
    next_order_day,
    customer_key
  from customer_month
)
select
  counting,
  reg_month(since) as cohort,
  month,
  next_first_day as next_day,
  reg_count(count(customer_key)) as customers
from active_month
group by counting, reg_month(since), month, next_first_day
union all
select
  counting,
  month as cohort,
  cast(null as date) as month,
  first_day as next_day,
  reg_count(count(customer_key)) as customers
from active_month
where first_day = since
group by counting, month, first_day
