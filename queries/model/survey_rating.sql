-- What the answered surveys say about their items; a row per survey and item.
select
  survey_response.survey_key as survey_key,
  survey_item.item_key as item_key,
  survey_items.rating as rating,
  survey_items.expectation as expectation,
  survey_items.importance as importance
from survey_items
join survey_response on survey_response.survey_id = survey_items.survey_id
join survey_item on survey_item.item = survey_items.item
where survey_response.answered_on is not null
  and (survey_items.rating is not null or survey_items.expectation is not null)
