with labelled as (
  select customer_id, side, case when $by = 'segment' then segment else value_group end as label, monetary
  from scored_buyer
  where $by <> 'tier'
  union all
  select customer_id, side, tier, monetary
  from tiered_buyer
  where $by = 'tier'
)
select
  coalesce(base.label, 'none') as from_group,
  coalesce(present.label, 'none') as to_group,
  count(*) as customers,
  reg_ratio(count(*), sum(count(*)) over (partition by coalesce(base.label, 'none'))) as share_of_from,
  case when $base_to >= (select first_day from chain) then reg_money(coalesce(sum(base.monetary), 0)) end as base_amount,
  reg_money(coalesce(sum(present.monetary), 0)) as amount
from (select * from labelled where side = 'base') as base
full join (select * from labelled where side = 'now') as present on present.customer_id = base.customer_id
group by coalesce(base.label, 'none'), coalesce(present.label, 'none')
order by from_group, to_group
