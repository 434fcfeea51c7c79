-- Which items move the outcome, and how well are they rated?
-- moment         complete answers, by resample group
-- rating         all ratings by people who gave the outcome
-- verdict        the outcome of the same people
-- cross          rating × outcome of the same people
-- stated         the importance that customers state
with counted as (
  select
    'moment' as kind,
    cast(null as date) as bucket,
    resample_group,
    item,
    other_item,
    n,
    total,
    reg_number(null) as other_total,
    product
  from selected_moment
  union all
  select 'rating', cast(null as date), reg_count(null), item, reg_text(null), reg_count(count(*)), sum(rating), reg_number(null), sum(rating * rating)
  from selected_driver
  group by item
  union all
  select 'verdict', cast(null as date), reg_count(null), item, reg_text(null), reg_count(count(*)), sum(outcome), reg_number(null), sum(outcome * outcome)
  from selected_driver
  group by item
  union all
  select 'cross', cast(null as date), reg_count(null), item, reg_text(null), reg_count(count(*)), reg_number(null), reg_number(null), sum(rating * outcome)
  from selected_driver
  group by item
  union all
  select 'stated', cast(null as date), reg_count(null), item, reg_text(null), reg_count(count(*)), sum(importance), reg_number(null), reg_number(null)
  from selected_rating
  where answered_on between $from and $to
    and importance is not null
  group by item
  union all
  select 'low', cast(null as date), reg_count(null), item, reg_text(null), reg_count(case when is_said then 1 else 0 end), scale_low, reg_number(null), reg_number(null)
  from survey_item
  union all
  select 'high', cast(null as date), reg_count(null), item, reg_text(null), reg_count(null), scale_high, reg_number(null), reg_number(null)
  from survey_item
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
