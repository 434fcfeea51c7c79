-- Which grade a customer held from when to before when; neighbouring entries of one grade are one span.
with entry as (
  select
    customer_key.customer_key as customer_key,
    grades.effective_on as effective_on,
    grades.grade as grade
  from grades
  join customer_key on customer_key.customer_id = grades.customer_id
  where customer_key.customer_key in (select customer_key from customer_in_build)
),
followed as (
  select
    customer_key,
    effective_on,
    grade,
    lag(nullif(grade, null)) over (partition by customer_key order by effective_on) as previous_grade
  from entry
)
select
  customer_key,
  grade,
  effective_on as starts_on,
  coalesce(
    lead(nullif(effective_on, null)) over (partition by customer_key order by effective_on),
    reg_date('2299-12-31')
  ) as ends_before
from followed
where previous_grade is null or previous_grade <> grade
