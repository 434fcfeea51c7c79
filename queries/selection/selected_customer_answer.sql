-- The answers of known customers to the NPS question about the stores in scope.
select
  customer_key,
  answered_on,
  survey_id,
  nps
from survey_response
where nps is not null
  and answered_on is not null
  and customer_key is not null
  and (reg_holds($scope, '*') or store_key in (select store_key from selected_scope))
