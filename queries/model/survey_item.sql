-- The items of the surveys and the scale each is rated on: the shortest of 0–1, 1–5, 1–7, 0–10, 1–10 and 0–100 that
-- holds every rating and expectation ever given; a wider one ends with what was given.
with given as (
  select item, rating as value
  from survey_items
  where rating is not null
  union all
  select item, expectation
  from survey_items
  where expectation is not null
),
spread as (
  select
    item,
    min(value) as lowest,
    max(value) as highest
  from given
  group by item
)
select
  reg_count(row_number() over (order by item)) as item_key,
  item,
  case
    when lowest < 0 then lowest
    when lowest < 1 or highest > 10 then 0.0
    else 1.0
  end as scale_low,
  case
    when lowest >= 0 and lowest < 1 and highest <= 1 then 1.0
    when lowest >= 1 and highest <= 5 then 5.0
    when lowest >= 1 and highest <= 7 then 7.0
    when lowest >= 0 and highest <= 10 then 10.0
    when lowest >= 0 and highest <= 100 then 100.0
    else highest
  end as scale_high
from spread
