-- From when to before when a customer held a grade.
select
  customer_id,
  grade,
  effective_on as starts_on,
  coalesce(lead(effective_on) over (partition by customer_id order by effective_on), date '2299-12-31') as ends_before
from grades
