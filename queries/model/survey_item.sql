-- The items of the surveys and the scale each is rated on.
-- The scale that was said when the ratings were loaded, the last one when there are several. Otherwise the one that all
-- ratings and expectations ever given suggest: the shortest of 0–1, 1–5, 0–5, 1–7, 0–10, 1–10 and 0–100 that holds them;
-- but where a hundred or more answers to the items of such a scale end lower, at 3, 4 or 6, it ends there.
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
    count(*) as answers,
    min(value) as lowest,
    max(value) as highest
  from given
  group by item
),
common as (
  select
    item,
    answers,
    highest,
    case
      when lowest < 0 then lowest
      when lowest < 1 or highest > 10 then 0.0
      else 1.0
    end as low,
    case
      when lowest >= 0 and lowest < 1 and highest <= 1 then 1.0
      when lowest >= 0 and highest <= 5 then 5.0
      when lowest >= 1 and highest <= 7 then 7.0
      when lowest >= 0 and highest <= 10 then 10.0
      when lowest >= 0 and highest <= 100 then 100.0
      else highest
    end as high
  from spread
),
alike as (
  select
    low,
    high,
    sum(answers) as answers,
    max(highest) as highest
  from common
  group by low, high
),
said as (
  select
    item,
    scale_min as low,
    scale_max as high,
    row_number() over (partition by item order by max(batch_seq) desc, count(*) desc, scale_min, scale_max) as place
  from survey_items
  where scale_min < scale_max
  group by item, scale_min, scale_max
)
select
  reg_count(row_number() over (order by common.item)) as item_key,
  common.item as item,
  reg_number(coalesce(said.low, common.low)) as scale_low,
  reg_number(
    coalesce(
      said.high,
      case when alike.answers >= 100 and alike.highest in (3, 4, 6) then alike.highest end,
      common.high
    )
  ) as scale_high,
  reg_flag(said.item is not null) as is_said
from common
join alike on alike.low = common.low and alike.high = common.high
left join said on said.item = common.item and said.place = 1
