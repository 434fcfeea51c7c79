-- What the surveys that the filters keep, answered in the period, say about their items.
select
  kept_survey.survey_id as survey_id,
  kept_survey.answered_on as answered_on,
  kept_survey.nps as nps,
  kept_survey.csat as csat,
  kept_survey.ces as ces,
  survey_items.item as item,
  survey_items.rating as rating,
  survey_items.expectation as expectation,
  survey_items.importance as importance
from kept_survey
join survey_items on survey_items.survey_id = kept_survey.survey_id
where kept_survey.answered_on between $from and $to
