with free_day as (
  select date, name, date - cast(row_number() over (partition by name order by date) as integer) as run
  from holidays
  where not is_working
    and name is not null
),
new_grade as (
  select customer_id, effective_on
  from (
    select customer_id, effective_on, grade, lag(grade) over (partition by customer_id order by effective_on) as previous_grade
    from grades
  ) as followed
  where previous_grade is distinct from grade
),
event as (
  select starts_on, ends_on, 'campaign' as kind, name as label
  from campaigns
  union all
  select min(date), max(date), 'holiday', name
  from free_day
  group by name, run
  union all
  select effective_on, effective_on, 'grades', cast(count(*) as text)
  from new_grade
  group by effective_on
  having count(*) >= 0.01 * (select count(distinct customer_id) from grades)
  union all
  select opened_on, opened_on, 'store_opened', name
  from stores
  where opened_on is not null
    and region in (select unnest($region))
    and store_id in (select unnest($store))
  union all
  select closed_on, closed_on, 'store_closed', name
  from stores
  where closed_on is not null
    and region in (select unnest($region))
    and store_id in (select unnest($store))
)
select starts_on, ends_on, kind, label
from event
where starts_on <= $to
  and ends_on >= $from
order by starts_on, ends_on, kind, label
