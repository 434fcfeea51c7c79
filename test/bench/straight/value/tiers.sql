select
  tier,
  count(case when side = 'now' then 1 end) as customers,
  reg_ratio(count(case when side = 'now' then 1 end), sum(count(case when side = 'now' then 1 end)) over ()) as share_of_customers,
  reg_money(coalesce(sum(case when side = 'now' then monetary end), 0)) as amount,
  reg_ratio(coalesce(sum(case when side = 'now' then monetary end), 0), sum(sum(case when side = 'now' then monetary end)) over ()) as share_of_amount,
  case when $base_to >= (select first_day from chain) then count(case when side = 'base' then 1 end) end as base_customers,
  reg_ratio(count(case when side = 'base' then 1 end), sum(count(case when side = 'base' then 1 end)) over ()) as base_share_of_customers,
  case when $base_to >= (select first_day from chain) then reg_money(coalesce(sum(case when side = 'base' then monetary end), 0)) end as base_amount,
  reg_ratio(coalesce(sum(case when side = 'base' then monetary end), 0), sum(sum(case when side = 'base' then monetary end)) over ()) as base_share_of_amount,
  reg_number(avg(case when side = 'now' then monetary end)) as mean_amount,
  reg_number(coalesce(sum(case when side = 'now' then margin end), 0)) as margin,
  reg_ratio(coalesce(sum(case when side = 'now' then margin end), 0), sum(sum(case when side = 'now' then margin end)) over ()) as share_of_margin
from tiered_buyer
group by tier
order by tier
