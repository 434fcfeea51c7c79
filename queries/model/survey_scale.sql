-- The scales that CSAT and CES are told on, in one row: of each the one that was said last, that of most surveys among equals, or
-- else the usual one.
with said as (
  select
    'csat' as score,
    csat_min as low,
    csat_max as high,
    row_number() over (order by max(batch_seq) desc, count(*) desc, csat_min, csat_max) as place
  from surveys
  where csat_min < csat_max
  group by csat_min, csat_max
  union all
  select
    'ces',
    ces_min,
    ces_max,
    row_number() over (order by max(batch_seq) desc, count(*) desc, ces_min, ces_max)
  from surveys
  where ces_min < ces_max
  group by ces_min, ces_max
)
select
  coalesce(max(case when score = 'csat' then low end), 1) as csat_low,
  coalesce(max(case when score = 'csat' then high end), 5) as csat_high,
  coalesce(max(case when score = 'ces' then low end), 1) as ces_low,
  coalesce(max(case when score = 'ces' then high end), 7) as ces_high
from said
where place = 1
