-- One row per customer, day, store and channel with a purchase, and how the customer's purchase days follow each other.
-- previous_day, second_previous_day and next_day are days with a purchase anywhere in the chain.
-- opens_day marks one row per customer and day: these rows are the purchase occasions; shares_day the rows of a day that has more.
-- first_day is the customer's first, longest_gap the most days that had lain between two that follow each other up to this one.
with visit as (
  select
    customer_key,
    day,
    store_key,
    channel,
    max(grade) as grade
  from purchase_order
  where is_purchase
    and customer_key in (select customer_key from customer_in_build)
  group by customer_key, day, store_key, channel
),
occasion as (
  select
    customer_key,
    day,
    lag(nullif(day, null)) over (partition by customer_key order by day) as previous_day,
    lag(nullif(day, null), 2) over (partition by customer_key order by day) as second_previous_day,
    lead(nullif(day, null)) over (partition by customer_key order by day) as next_day,
    visits
  from (
    select customer_key, day, count(*) as visits
    from visit
    group by customer_key, day
  ) as purchase_day
),
course as (
  select
    customer_key,
    day,
    previous_day,
    second_previous_day,
    next_day,
    visits,
    min(day) over (partition by customer_key order by day rows between unbounded preceding and current row) as first_day,
    max(date_diff('day', previous_day, day)) over (
      partition by customer_key order by day rows between unbounded preceding and current row
    ) as longest_gap
  from occasion
)
select
  visit.customer_key as customer_key,
  visit.day as day,
  visit.store_key as store_key,
  visit.channel as channel,
  visit.grade as grade,
  course.previous_day as previous_day,
  course.second_previous_day as second_previous_day,
  course.next_day as next_day,
  course.first_day as first_day,
  cast(coalesce(course.longest_gap, 0) as integer) as longest_gap,
  reg_flag(
    row_number() over (
      partition by visit.customer_key, visit.day order by visit.store_key, visit.channel
    ) = 1
  ) as opens_day,
  reg_flag(course.visits > 1) as shares_day
from visit
join course
  on course.customer_key = visit.customer_key
  and course.day = visit.day
