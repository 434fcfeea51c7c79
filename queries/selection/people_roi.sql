-- The customers behind a mark of the ROI page. `campaign`: of the campaign $of those whom $method names: an arm, who of it was reached,
-- had consented or bought, who was contacted though in the control or too often, who made the orders credited to it, or the group $into
-- by a property at its start. `campaign_first`: the treated of the campaign $of in the groups, by the property $method, and halves
-- that $into lists as group:half|group: (both halves), as the Qini curve takes them one after the other. `campaign_matched`: whom its
-- treated are compared with when it has no control group. `measured`: those of `campaign` of all campaigns whose window ended in the
-- period and of which both arms are kept, as CRM ROI counts them. Others: who came (bought first in the period), who was brought by
-- customers, who brought them, who redeemed points, who stated what they spend. `redeemers_compared`: of the comparison of redeemers
-- those whom $of names: redeemers or people like them (both matched), or all others; $into keeps those who came back or stayed away.
with first_treated as (
  select
    subject.customer_key as customer_key,
    coalesce(
      case $method
        when 'segment' then subject.segment
        when 'grade' then subject.grade
        when 'join_channel' then subject.join_channel
        when 'region' then store.region
        when 'spend' then reg_text(subject.spend_group)
      end,
      ''
    ) as member,
    (reg_count(subject.customer_key % 65521) * (subject.customer_key % 65521) * 7 + subject.customer_key * 13) % 65519 % 2 as half
  from selected_campaign_customer as subject
  left join store on store.store_key = subject.store_key
  where $who = 'campaign_first'
    and subject.campaign_id = $of
    and subject.arm = 'treatment'
)
select subject.customer_key as customer_key
from selected_campaign_customer as subject
left join store on store.store_key = subject.store_key
where $who = 'campaign'
  and subject.campaign_id = $of
  and case $method
    when 'treated' then subject.arm = 'treatment'
    when 'control' then subject.arm = 'control'
    when 'reached' then subject.arm = 'treatment' and subject.is_contacted
    when 'consented' then subject.arm = 'treatment' and subject.has_consented
    when 'bought' then subject.arm = 'treatment' and subject.orders > 0
    when 'control_bought' then subject.arm = 'control' and subject.orders > 0
    when 'control_contacted' then subject.arm = 'control' and subject.is_contacted
    when 'crowded' then subject.arm = 'treatment' and subject.is_crowded
    when 'segment' then coalesce(subject.segment, '') = $into
    when 'grade' then coalesce(subject.grade, '') = $into
    when 'join_channel' then coalesce(subject.join_channel, '') = $into
    when 'region' then coalesce(store.region, '') = $into
    when 'spend' then reg_text(subject.spend_group) = $into
    else false
  end
union all
select customer_key
from first_treated
where reg_mentions(concat('|', $into, '|'), concat('|', member, ':|'))
  or reg_mentions(concat('|', $into, '|'), concat('|', member, ':', reg_text(half), '|'))
union all
select customer_key
from selected_campaign_order
where $who = 'campaign'
  and $method = 'credited'
  and campaign_id = $of
  and is_purchase
  and customer_key is not null
union all
select customer_key
from selected_matched
where $who = 'campaign_matched'
union all
select customer_key
from selected_campaign_customer
where $who = 'measured'
  and campaign_id in (
    select campaign_id
    from campaign
    where window_ends_on between $from and $to
      and window_ends_on <= (select last_day from data_span)
  )
  and campaign_id in (select campaign_id from selected_campaign_arm group by campaign_id having count(*) = 2)
  and case $method
    when 'treated' then arm = 'treatment'
    when 'control' then arm = 'control'
    when 'bought' then arm = 'treatment' and orders > 0
    else false
  end
union all
select customer_key
from customer
where $who = 'acquired'
  and customer_key in (select customer_key from selected_customer)
  and first_purchase_on between $from and $to
union all
select customer_key
from selected_referral
where $who = 'referred'
union all
select referrer_key
from selected_referral
where $who = 'referrers'
union all
select customer_key
from selected_points_entry
where $who = 'redeemers'
  and kind = 'redeem'
  and day between $from and $to
union all
select customer_key
from selected_wallet
where $who = 'wallet'
  and answered_on between $from and $to
union all
select customer_key
from selected_redeemer
where $who = 'redeemers_compared'
  and case $of
    when 'redeemers' then is_matched and has_redeemed
    when 'alike' then is_matched and not has_redeemed
    when 'others' then not has_redeemed
    else false
  end
  and case $into
    when 'back' then came_back
    when 'away' then not came_back
    else true
  end
