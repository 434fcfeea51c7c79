-- What was spent on customers, entry by entry; with filters as much of it as falls on those whom they keep.
with kept_treated as (
  select campaign_id, count(*) as customers
  from campaign_person
  where arm = 'treatment'
  group by campaign_id
),
entry as (
  select cost_id, month, kind, campaign_id, note, reg_number(amount) as amount
  from costs
  union all
  select campaign_id, reg_month(starts_on), 'contact', campaign_id, null, reg_number(contact_cost_amount)
  from campaign_size
  where contact_cost_amount is not null
),
shared as (
  select
    entry.cost_id as cost_id,
    entry.month as month,
    entry.kind as kind,
    entry.campaign_id as campaign_id,
    entry.note as note,
    entry.amount * case
      when campaign_size.treated > 0 then reg_ratio(coalesce(kept_treated.customers, 0), campaign_size.treated)
      else reg_ratio((select count(*) from kept_customer), (select count(*) from customers))
    end as amount
  from entry
  left join campaign_size on campaign_size.campaign_id = entry.campaign_id
  left join kept_treated on kept_treated.campaign_id = entry.campaign_id
)
select
  *,
  case when kind = 'service' and amount < 0 then 0 else amount end as cost,
  case when kind = 'service' and amount < 0 then -amount else 0 end as saved
from shared
