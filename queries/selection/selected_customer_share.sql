-- The part of the chain's customers that region, store, grade and segment keep: what of the costs without a campaign falls on them.
select 1.0e0 as share
from data_span
where reg_holds($scope, '*')
  and reg_unfiltered($region, $store, $segment, $grade, $grade)
union all
select reg_ratio(kept.customers, everyone.customers)
from (select count(*) as customers from selected_customer) as kept
cross join (select count(*) as customers from customer) as everyone
where not (reg_holds($scope, '*') and reg_unfiltered($region, $store, $segment, $grade, $grade))
