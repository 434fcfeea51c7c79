-- Who was assigned to which arm of a campaign, with home store and the grade held when it started.
select
  campaign_contacts.campaign_id as campaign_id,
  customer_key.customer_key as customer_key,
  campaign_contacts.arm as arm,
  campaign_contacts.cost_amount as cost_amount,
  customer.home_store_key as store_key,
  grade_span.grade as grade
from campaign_contacts
join campaigns on campaigns.campaign_id = campaign_contacts.campaign_id
join customer_key on customer_key.customer_id = campaign_contacts.customer_id
left join customer on customer.customer_key = customer_key.customer_key
left join grade_span
  on grade_span.customer_key = customer_key.customer_key
  and grade_span.starts_on <= campaigns.starts_on
  and grade_span.ends_before > campaigns.starts_on
where customer_key.customer_key in (select customer_key from customer_in_build)
