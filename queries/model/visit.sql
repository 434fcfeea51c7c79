-- One row per customer, day, store and channel with a purchase, and how the customer's purchase days follow each other.
-- previous_day, second_previous_day and next_day are days with a purchase anywhere in the chain.
-- opens_day marks one row per customer and day: these rows are the purchase occasions; shares_day the rows of a day that has more.
-- first_day is the customer's first, longest_gap the most days that had lain between two that follow each other up to this one.
-- shared  the visits of the few days that may have several; on all others there is one order, and its row is the visit
with purchase as (
  select customer_key, day, store_key, channel, grade, shares_day
  from customer_order
  where is_purchase
    and customer_key in (select customer_key from customer_in_build)
),
shared as (
  select
    customer_key,
    day,
    store_key,
    channel,
    grade,
    row_number() over (partition by customer_key, day order by store_key, channel) as place,
    count(*) over (partition by customer_key, day) as visits
  from (
    select customer_key, day, store_key, channel, max(grade) as grade
    from purchase
    where shares_day
    group by customer_key, day, store_key, channel
  ) as visit
),
occasion as (
  select
    customer_key,
    day,
    store_key,
    channel,
    grade,
    lag(nullif(day, null)) over (partition by customer_key order by day) as previous_day,
    lag(nullif(day, null), 2) over (partition by customer_key order by day) as second_previous_day,
    lead(nullif(day, null)) over (partition by customer_key order by day) as next_day
  from (
    select customer_key, day, store_key, channel, grade
    from purchase
    where not shares_day
    union all
    select customer_key, day, store_key, channel, grade
    from shared
    where place = 1
  ) as purchase_day
),
course as (
  select
    customer_key,
    day,
    store_key,
    channel,
    grade,
    previous_day,
    second_previous_day,
    next_day,
    first_value(day) over (partition by customer_key order by day) as first_day,
    max(date_diff('day', previous_day, day)) over (
      partition by customer_key order by day rows between unbounded preceding and current row
    ) as longest_gap
  from occasion
)
select
  course.customer_key as customer_key,
  course.day as day,
  coalesce(shared.store_key, course.store_key) as store_key,
  coalesce(shared.channel, course.channel) as channel,
  case when shared.place is null then course.grade else shared.grade end as grade,
  course.previous_day as previous_day,
  course.second_previous_day as second_previous_day,
  course.next_day as next_day,
  course.first_day as first_day,
  cast(coalesce(course.longest_gap, 0) as integer) as longest_gap,
  reg_flag(coalesce(shared.place, 1) = 1) as opens_day,
  reg_flag(coalesce(shared.visits, 1) > 1) as shares_day
from course
left join shared
  on shared.customer_key = course.customer_key
  and shared.day = course.day
