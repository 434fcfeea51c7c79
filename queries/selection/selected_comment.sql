-- What people wrote in the surveys that the filters keep, masked, with the scores they gave.
select
  survey.survey_key as survey_key,
  survey.survey_id as survey_id,
  survey.answered_on as answered_on,
  survey.store_key as store_key,
  survey.customer_key as customer_key,
  survey.nps as nps,
  survey.csat as csat,
  case
    when survey.nps >= 9 or (survey.nps is null and survey.is_satisfied) then 'happy'
    when survey.nps <= 6 or (survey.nps is null and survey.is_dissatisfied) then 'unhappy'
    else 'neutral'
  end as mood,
  comment.comment as comment
from survey_comment as comment
join selected_survey as survey on survey.survey_key = comment.survey_key
