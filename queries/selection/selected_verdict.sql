-- The surveys answered in the period with the outcome that drivers are to explain: a score, or the mean of some items.
select
  survey_key,
  resample_group,
  case $outcome
    when 'nps' then reg_number(nps)
    when 'csat' then csat_score
    when 'ces' then ces_score
  end as outcome
from selected_survey
where answered_on between $from and $to
  and (
    ($outcome = 'nps' and nps is not null)
    or ($outcome = 'csat' and csat is not null)
    or ($outcome = 'ces' and ces is not null)
  )
union all
select
  survey_key,
  max(resample_group),
  avg(rating)
from selected_rating
where answered_on between $from and $to
  and $outcome = 'items'
  and rating is not null
  and reg_holds($outcome_item, item)
group by survey_key
