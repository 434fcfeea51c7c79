-- How often buyers have come back, each number once; nothing while the data gate is shut.
select distinct repeats
from (
  select repeats
  from buyer_history
  union all
  select repeats
  from buyer_since
) as history
where (select is_enough from prediction_basis)
order by repeats
