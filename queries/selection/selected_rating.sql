-- What the surveys that the filters keep say about their items.
select
  survey.survey_key as survey_key,
  survey.resample_group as resample_group,
  survey.answered_on as answered_on,
  survey.store_key as store_key,
  survey.customer_key as customer_key,
  item.item_key as item_key,
  item.item as item,
  rating.rating as rating,
  rating.expectation as expectation,
  rating.importance as importance
from survey_rating as rating
join survey_item as item on item.item_key = rating.item_key
join selected_survey as survey on survey.survey_key = rating.survey_key
