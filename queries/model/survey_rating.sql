-- What the answered surveys say about their items; a row per survey and item.
-- A rating given on another scale than the item's is carried over to it in proportion; one off the item's scale says nothing.
with answer as (
  select
    survey_response.survey_key as survey_key,
    survey_item.item_key as item_key,
    survey_item.scale_low as scale_low,
    survey_item.scale_high as scale_high,
    case when survey_items.scale_min < survey_items.scale_max then survey_items.scale_min else survey_item.scale_low end as own_low,
    case when survey_items.scale_min < survey_items.scale_max then survey_items.scale_max else survey_item.scale_high end as own_high,
    survey_items.rating as rating,
    survey_items.expectation as expectation,
    survey_items.importance as importance
  from survey_items
  join survey_response on survey_response.survey_id = survey_items.survey_id
  join survey_item on survey_item.item = survey_items.item
  where survey_response.answered_on is not null
    and survey_items.survey_id in (select survey_id from survey_in_build)
),
carried as (
  select
    survey_key,
    item_key,
    case
      when rating < own_low or rating > own_high then null
      when own_low = scale_low and own_high = scale_high then rating
      else scale_low + (rating - own_low) * (scale_high - scale_low) / (own_high - own_low)
    end as rating,
    case
      when expectation < own_low or expectation > own_high then null
      when own_low = scale_low and own_high = scale_high then expectation
      else scale_low + (expectation - own_low) * (scale_high - scale_low) / (own_high - own_low)
    end as expectation,
    importance
  from answer
)
select
  survey_key,
  item_key,
  rating,
  expectation,
  importance
from carried
where rating is not null
  or expectation is not null
