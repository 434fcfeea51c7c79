-- The ratings that may explain the outcome, with the outcome of the same survey.
select
  chosen_rating.survey_id as survey_id,
  chosen_rating.item as item,
  chosen_rating.rating as rating,
  case $outcome
    when 'nps' then reg_number(chosen_rating.nps)
    when 'csat' then reg_number(chosen_rating.csat)
    when 'ces' then reg_number(chosen_rating.ces)
    else reg_number(made_up.outcome)
  end as outcome
from chosen_rating
left join (
  select survey_id, avg(rating) as outcome
  from kept_rating
  where $outcome = 'items'
    and rating is not null
    and (
      false
      or item in (select unnest($outcome_item))
    )
  group by survey_id
) as made_up on made_up.survey_id = chosen_rating.survey_id
where case $outcome when 'nps' then chosen_rating.nps when 'csat' then chosen_rating.csat when 'ces' then chosen_rating.ces else made_up.outcome end is not null
  and not ($outcome = 'items' and chosen_rating.item in (select unnest($outcome_item)))
