-- The arms of each campaign by home store, grade at its start and value group: how many, and sums and sums of squares of
-- what each customer brought in the window. Where a cost is missing, margin is net sales × the chain's margin rate.
with bought as (
  select
    campaign_id,
    customer_key,
    sum(orders) as orders,
    sum(net_amount) as net_amount,
    sum(uncosted_net_amount) as uncosted_net_amount,
    sum(cost_amount) as cost_amount
  from campaign_purchase
  group by campaign_id, customer_key
),
outcome as (
  select
    campaign_contact.campaign_id as campaign_id,
    campaign_contact.arm as arm,
    campaign_contact.store_key as store_key,
    campaign_contact.grade as grade,
    customer_value.segment as segment,
    coalesce(bought.orders, 0) > 0 as has_bought,
    reg_number(coalesce(bought.net_amount, 0)) as net_amount,
    reg_number(coalesce(bought.net_amount - bought.uncosted_net_amount, 0)) - reg_number(coalesce(bought.cost_amount, 0))
      + reg_number(coalesce(bought.uncosted_net_amount, 0)) * data_span.margin_rate as margin
  from campaign_contact
  cross join data_span
  left join bought
    on bought.campaign_id = campaign_contact.campaign_id
    and bought.customer_key = campaign_contact.customer_key
  left join customer_value on customer_value.customer_key = campaign_contact.customer_key
)
select
  campaign_id,
  arm,
  store_key,
  grade,
  segment,
  reg_count(count(*)) as customers,
  reg_count(sum(case when has_bought then 1 else 0 end)) as buyers,
  sum(net_amount) as net_amount,
  sum(net_amount * net_amount) as net_amount_squares,
  sum(margin) as margin,
  sum(margin * margin) as margin_squares
from outcome
group by campaign_id, arm, store_key, grade, segment
