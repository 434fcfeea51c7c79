-- What would be gained by treating first those whom a campaign moves most? Cells as for uplift, of one campaign.
-- fold  halves of the customers, so that an order learnt on one can be tried on the other; mixed, since arms may go by every second
--       number
with person as (
  select
    subject.campaign_id as campaign_id,
    subject.arm as arm,
    case $by
      when 'segment' then subject.segment
      when 'grade' then subject.grade
      when 'join_channel' then subject.join_channel
      when 'region' then store.region
      else reg_text(subject.spend_group)
    end as member,
    (reg_count(subject.customer_key % 65521) * (subject.customer_key % 65521) * 7 + subject.customer_key * 13) % 65519 % 2 as fold,
    case $measure
      when 'margin' then subject.margin
      when 'net_sales' then subject.net_amount
      else case when subject.orders > 0 then 1.0 else 0.0 end
    end as value
  from selected_campaign_customer as subject
  left join store on store.store_key = subject.store_key
  where subject.campaign_id = $campaign
)
select
  campaign_id,
  member,
  reg_count(fold) as fold,
  arm,
  reg_count(count(*)) as customers,
  sum(value) as total,
  sum(value * value) as squares
from person
group by campaign_id, member, fold, arm
order by campaign_id, member, fold, arm
