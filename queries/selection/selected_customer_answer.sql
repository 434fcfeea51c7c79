-- The last answer of each customer to the NPS question about the stores in scope.
select
  customer_key,
  nps
from (
  select
    customer_key,
    nps,
    row_number() over (partition by customer_key order by answered_on desc, survey_id desc) as latest
  from survey_response
  where nps is not null
    and answered_on is not null
    and customer_key is not null
    and (reg_holds($scope, '*') or store_key in (select store_key from selected_scope))
) as answer
where latest = 1
