-- What people wrote, with what may point at a person made unreadable.
select
  survey_response.survey_key as survey_key,
  reg_masked(surveys.comment) as comment
from surveys
join survey_response on survey_response.survey_id = surveys.survey_id
where survey_response.answered_on is not null
  and surveys.survey_id in (select survey_id from survey_in_build)
  and surveys.comment is not null
  and reg_masked(surveys.comment) <> ''
