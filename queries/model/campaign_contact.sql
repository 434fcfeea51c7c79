-- Who was assigned to which arm of a campaign: home store and the grade held when it started, the day of the contact (null when
-- none is recorded), whether the campaign's channel was agreed to on that day (or else when it started), is_crowded: the fourth
-- contact or more of a campaign within thirty days, and the last purchase day before it started.
with assigned as (
  select
    campaign_contacts.campaign_id as campaign_id,
    customer_key.customer_key as customer_key,
    campaign_contacts.arm as arm,
    campaign_contacts.cost_amount as cost_amount,
    campaigns.channel as channel,
    campaigns.starts_on as starts_on,
    reg_day(campaign_contacts.contacted_at) as contacted_on
  from campaign_contacts
  join campaigns on campaigns.campaign_id = campaign_contacts.campaign_id
  join customer_key on customer_key.customer_id = campaign_contacts.customer_id
  where customer_key.customer_key in (select customer_key from contact_in_build)
),
contacted as (
  select
    campaign_id,
    customer_key,
    count(*) over (
      partition by customer_key
      order by date_diff('day', reg_date('1970-01-01'), coalesce(contacted_on, starts_on))
      range between 29 preceding and current row
    ) as contacts_in_thirty_days
  from assigned
  where arm = 'treatment' or contacted_on is not null
),
agreed as (
  select
    assigned.campaign_id as campaign_id,
    assigned.customer_key as customer_key,
    max(case when consent_span.channel = 'any' then 0 else 1 end) as has_own_channel,
    max(
      case
        when consent_span.starts_on > coalesce(assigned.contacted_on, assigned.starts_on) then 0
        when consent_span.ends_before <= coalesce(assigned.contacted_on, assigned.starts_on) then 0
        when consent_span.channel = 'any' then 1
        else 2
      end
    ) as answer
  from assigned
  join consent_span on consent_span.customer_key = assigned.customer_key
  where consent_span.channel = assigned.channel or consent_span.channel = 'any'
  group by assigned.campaign_id, assigned.customer_key
),
known as (
  select
    assigned.campaign_id as campaign_id,
    assigned.customer_key as customer_key,
    visit.day as last_purchase_on
  from assigned
  join visit on visit.customer_key = assigned.customer_key
  where visit.opens_day
    and visit.day < assigned.starts_on
    and (visit.next_day is null or visit.next_day >= assigned.starts_on)
)
select
  assigned.campaign_id as campaign_id,
  assigned.customer_key as customer_key,
  assigned.arm as arm,
  assigned.cost_amount as cost_amount,
  assigned.contacted_on as contacted_on,
  reg_flag(coalesce(agreed.answer > has_own_channel, false)) as has_consented,
  reg_flag(coalesce(contacted.contacts_in_thirty_days, 0) > 3) as is_crowded,
  customer.join_channel as join_channel,
  customer.home_store_key as store_key,
  grade_span.grade as grade,
  known.last_purchase_on as last_purchase_on
from assigned
left join contacted
  on contacted.campaign_id = assigned.campaign_id
  and contacted.customer_key = assigned.customer_key
left join agreed
  on agreed.campaign_id = assigned.campaign_id
  and agreed.customer_key = assigned.customer_key
left join known
  on known.campaign_id = assigned.campaign_id
  and known.customer_key = assigned.customer_key
left join customer on customer.customer_key = assigned.customer_key
left join grade_span
  on grade_span.customer_key = assigned.customer_key
  and grade_span.starts_on <= assigned.starts_on
  and grade_span.ends_before > assigned.starts_on
