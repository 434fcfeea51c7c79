-- The scale of each item that all answers suggest; nobody said one in this chain.
with spread as (
  select item, count(*) as answers, min(value) as lowest, max(value) as highest
  from (
    select item, rating as value from survey_items
    union all
    select item, expectation from survey_items
  ) as given
  where value is not null
  group by item
),
suggested as (
  select
    item,
    answers,
    highest,
    case when lowest < 1 or highest > 10 then 0 else 1 end as scale_low,
    case
      when lowest < 1 and highest <= 1 then 1
      when highest <= 5 then 5
      when lowest >= 1 and highest <= 7 then 7
      when highest <= 10 then 10
      else 100
    end as scale_high
  from spread
)
select
  item,
  scale_low,
  case
    when sum(answers) over (partition by scale_low, scale_high) >= 100
      and max(highest) over (partition by scale_low, scale_high) in (3, 4, 6)
      then max(highest) over (partition by scale_low, scale_high)
    else scale_high
  end as scale_high
from suggested
