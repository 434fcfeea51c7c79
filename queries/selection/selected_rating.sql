-- What the surveys that the filters keep say about their items.
select
  survey.survey_key as survey_key,
  survey.resample_group as resample_group,
  survey.answered_on as answered_on,
  survey.store_key as store_key,
  survey.customer_key as customer_key,
  rating.item as item,
  rating.rating as rating,
  rating.expectation as expectation,
  rating.importance as importance
from survey_rating as rating
join selected_survey as survey on survey.survey_key = rating.survey_key
