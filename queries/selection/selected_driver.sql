-- The ratings that may explain the outcome: of the items asked for (all when none is), without those that make it up.
select
  rating.survey_key as survey_key,
  verdict.resample_group as resample_group,
  verdict.outcome as outcome,
  rating.item_key as item_key,
  rating.item as item,
  rating.rating as rating
from selected_rating as rating
join selected_verdict as verdict on verdict.survey_key = rating.survey_key
where rating.answered_on between $from and $to
  and rating.rating is not null
  and (reg_empty($item) or reg_holds($item, rating.item))
  and not ($outcome = 'items' and reg_holds($outcome_item, rating.item))
