-- What people wrote in the surveys that the filters keep, answered in the period, and in what mood.
select
  survey_id,
  answered_on,
  nps,
  csat,
  reg_masked(comment) as comment,
  case
    when nps >= 9 or (nps is null and csat >= 4) then 'happy'
    when nps <= 6 or (nps is null and csat <= 2) then 'unhappy'
    else 'neutral'
  end as mood
from kept_survey
where answered_on between $from and $to
  and reg_masked(comment) <> ''
