-- Do customers who redeemed points come back more often than customers like them who did not?
select
  stratum,
  has_redeemed,
  reg_count(count(*)) as customers,
  reg_count(sum(case when came_back then 1 else 0 end)) as came_back
from selected_redeemer
group by stratum, has_redeemed
order by stratum, has_redeemed
