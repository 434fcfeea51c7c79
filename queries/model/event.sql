-- What a time chart can mark. store_key is null for what concerns the whole chain.
-- kind: campaign, holiday, grades (its label is the number of customers), store_opened, store_closed.
with free_day as (
  select
    date,
    name,
    date - cast(row_number() over (partition by name order by date) as integer) as run
  from holidays
  where not is_working
    and name is not null
),
grade_day as (
  select
    starts_on,
    count(*) as customers
  from grade_span
  group by starts_on
)
select
  starts_on,
  ends_on,
  'campaign' as kind,
  name as label,
  cast(null as integer) as store_key
from campaign
union all
select min(date), max(date), 'holiday', name, cast(null as integer)
from free_day
group by name, run
union all
select starts_on, starts_on, 'grades', reg_text(customers), cast(null as integer)
from grade_day
where customers >= 0.01 * (select count(distinct customer_key) from grade_span)
union all
select opened_on, opened_on, 'store_opened', coalesce(name, store_id), store_key
from store
where opened_on is not null
union all
select closed_on, closed_on, 'store_closed', coalesce(name, store_id), store_key
from store
where closed_on is not null
