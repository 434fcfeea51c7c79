-- What was spent on customers, entry by entry and, as kind `contact`, what contacting the treated of a campaign cost (in the month
-- in which it starts). With filters a campaign's cost is shared by its treated customers, any other by the number of customers.
-- saved is what a negative service cost says was saved; such an entry is no cost.
with arm as (
  select
    campaign_id,
    customers
  from selected_campaign_arm
  where arm = 'treatment'
),
entry as (
  select
    cost_id,
    month,
    kind,
    campaign_id,
    reg_number(amount) as amount,
    note
  from ledger_entry
  union all
  select
    campaign_id,
    reg_month(starts_on),
    'contact',
    campaign_id,
    reg_number(contact_cost_amount),
    cast(null as varchar)
  from campaign
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
      when campaign.treated > 0 then coalesce(arm.customers, 0) / reg_number(campaign.treated)
      else customer_share.share
    end as amount
  from entry
  cross join selected_customer_share as customer_share
  left join campaign on campaign.campaign_id = entry.campaign_id
  left join arm on arm.campaign_id = entry.campaign_id
)
select
  cost_id,
  month,
  kind,
  campaign_id,
  note,
  case when kind = 'service' and amount < 0 then 0.0 else amount end as cost,
  case when kind = 'service' and amount < 0 then -amount else 0.0 end as saved
from shared
