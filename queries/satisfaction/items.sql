-- How is each item rated, and what was expected of it?
-- rating    all ratings
-- expected  the expectations of people who also gave a rating
-- gap       rating less expectation, of the same people
-- stated    the importance that customers state
with answer as (
  select
    item,
    rating,
    expectation,
    importance
  from selected_rating
  where answered_on between $from and $to
    and rating is not null
    and (reg_empty($item) or reg_holds($item, item))
),
counted as (
  select
    'rating' as kind,
    cast(null as date) as bucket,
    reg_count(null) as resample_group,
    item,
    reg_text(null) as other_item,
    reg_count(count(*)) as n,
    sum(rating) as total,
    reg_number(null) as other_total,
    sum(rating * rating) as product
  from answer
  group by item
  union all
  select 'expected', cast(null as date), reg_count(null), item, reg_text(null),
    reg_count(count(*)), sum(expectation), reg_number(null), sum(expectation * expectation)
  from answer
  where expectation is not null
  group by item
  union all
  select 'gap', cast(null as date), reg_count(null), item, reg_text(null),
    reg_count(count(*)), sum(rating - expectation), reg_number(null), sum((rating - expectation) * (rating - expectation))
  from answer
  where expectation is not null
  group by item
  union all
  select 'stated', cast(null as date), reg_count(null), item, reg_text(null), reg_count(count(*)), sum(importance), reg_number(null), reg_number(null)
  from answer
  where importance is not null
  group by item
  union all
  select 'low', cast(null as date), reg_count(null), item, reg_text(null), reg_count(case when is_said then 1 else 0 end), scale_low, reg_number(null), reg_number(null)
  from survey_item
  union all
  select 'high', cast(null as date), reg_count(null), item, reg_text(null), reg_count(null), scale_high, reg_number(null), reg_number(null)
  from survey_item
  union all
  select 'moment', cast(null as date), resample_group, item, other_item, n, total, reg_number(null), product
  from selected_moment
  where $weights = 'derived'
)
select
  kind,
  bucket,
  resample_group,
  item,
  other_item,
  n,
  total,
  other_total,
  product
from counted
order by kind, resample_group nulls last, item nulls first, other_item nulls first
