-- Surveys that the filters keep; with everything in scope also those whose store nobody knows.
select
  survey_id,
  survey_key,
  resample_group,
  answered_on,
  invited_on,
  store_key,
  channel,
  category_key,
  customer_key,
  grade,
  nps,
  csat,
  csat_low,
  csat_high,
  csat_score,
  is_satisfied,
  is_dissatisfied,
  ces,
  ces_low,
  ces_high,
  ces_score,
  ces_scale_low,
  ces_scale_high,
  is_easy
from survey_response
where (
    (reg_holds($scope, '*') and reg_empty($region) and reg_empty($store))
    or store_key in (select store_key from selected_store)
    or (store_key is null and reg_holds($scope, '*') and reg_open($region) and reg_open($store))
  )
  and (reg_empty($channel) or reg_holds($channel, channel))
  and (
    reg_empty($category)
    or (category_key is null and reg_open($category))
    or category_key in (select category_key from category_key where reg_holds($category, category_id))
  )
  and (reg_empty($grade) or reg_holds($grade, grade))
  and (
    reg_empty($segment)
    or (customer_key is null and reg_open($segment))
    or customer_key in (select customer_key from selected_member)
  )
