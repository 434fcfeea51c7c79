-- The groups of customers in each arm of a campaign, each half of them apart.
select
  campaign_person.campaign_id as campaign_id,
  case $by
    when 'segment' then campaign_person.segment
    when 'grade' then campaign_person.grade
    when 'join_channel' then campaign_person.join_channel
    when 'region' then stores.region
    else cast(cast(campaign_person.spend_group as integer) as text)
  end as member,
  (reg_count(customer_numbers.number % 65521) * (customer_numbers.number % 65521) * 7 + customer_numbers.number * 13) % 65519 % 2 as fold,
  campaign_person.arm as arm,
  count(*) as customers,
  sum(case $measure when 'margin' then margin when 'net_sales' then net_amount when 'response' then case when orders > 0 then 1 else 0 end end) as total,
  sum(case $measure when 'margin' then margin * margin when 'net_sales' then net_amount * net_amount when 'response' then case when orders > 0 then 1 else 0 end end) as squares
from campaign_person
join customer_numbers on customer_numbers.customer_id = campaign_person.customer_id
left join stores on stores.store_id = campaign_person.store_id
group by 1, 2, 3, 4
