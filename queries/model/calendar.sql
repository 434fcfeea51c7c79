-- Every day from 1980 to 2059: whether people work on it, and the next day on which they do.
-- Monday to Friday are working days unless the chain's holidays say otherwise.
with digit as (
  select n from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as digit (n)
),
day_number as (
  select cast(ones.n + 10 * tens.n + 100 * hundreds.n + 1000 * thousands.n + 10000 * rest.n as integer) as n
  from digit as ones
  cross join digit as tens
  cross join digit as hundreds
  cross join digit as thousands
  cross join digit as rest
),
weekday as (
  select
    reg_date('1980-01-01') + n as day,
    (n + 1) % 7 < 5 as is_weekday
  from day_number
  where n < 29220
),
named as (
  select
    weekday.day as day,
    reg_flag(coalesce(holidays.is_working, weekday.is_weekday)) as is_working,
    holidays.name as holiday
  from weekday
  left join holidays on holidays.date = weekday.day
)
select
  day,
  is_working,
  holiday,
  min(case when is_working then day end) over (
    order by day rows between 1 following and unbounded following
  ) as next_working_day
from named
