-- What did each group of customers do in each arm of a campaign, or of all that ended in the period with a control group?
-- fold  halves of the customers, so that an order learnt on one can be tried on the other; mixed, since arms may go by every second
--       number
with tested as (
  select
    campaign_id,
    reg_bucket($grain, window_ends_on, $from) as bucket
  from campaign
  where treated > 0
    and controls > 0
    and (
      campaign_id = $campaign
      or (
        $campaign = ''
        and window_ends_on between $from and $to
        and window_ends_on <= (select last_day from data_span)
      )
    )
),
person as (
  select
    tested.bucket as bucket,
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
  join tested on tested.campaign_id = subject.campaign_id
  left join store on store.store_key = subject.store_key
)
select
  bucket,
  campaign_id,
  member,
  reg_count(fold) as fold,
  arm,
  reg_count(count(*)) as customers,
  sum(value) as total,
  sum(value * value) as squares
from person
group by bucket, campaign_id, member, fold, arm
order by bucket, campaign_id, member, fold, arm
