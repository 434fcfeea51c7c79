-- Everybody assigned to a campaign: what they brought in its window, and what was known of them the day before it started.
-- margin        net sales less cost; where a cost is missing, net sales × the chain's margin rate
-- segment       value group at the start: recency, orders and net sales of the twelve months before, each high when at least
--               as good as the mean of the campaign's customers who bought in them; null for those who did not
-- spend_group   fifth of the campaign's customers by net sales of the twelve months before, ties never split; 1 is the lowest
-- is_crowded    the fourth contact or more of a campaign within thirty days
with bought as (
  select
    campaign_id,
    customer_key,
    sum(orders) as orders,
    sum(net_amount) as net_amount,
    sum(uncosted_net_amount) as uncosted_net_amount,
    sum(cost_amount) as cost_amount,
    sum(before_orders) as before_orders,
    sum(before_net_amount) as before_net_amount,
    max(last_day_before) as last_day_before
  from campaign_purchase
  group by campaign_id, customer_key
),
contacted as (
  select
    campaign_contact.campaign_id as campaign_id,
    campaign_contact.customer_key as customer_key,
    count(*) over (
      partition by campaign_contact.customer_key
      order by date_diff('day', reg_date('1970-01-01'), coalesce(campaign_contact.contacted_on, campaign.starts_on))
      range between 29 preceding and current row
    ) as contacts_in_thirty_days
  from campaign_contact
  join campaign on campaign.campaign_id = campaign_contact.campaign_id
  where campaign_contact.arm = 'treatment' or campaign_contact.contacted_on is not null
),
known as (
  select
    campaign_contact.campaign_id as campaign_id,
    campaign_contact.customer_key as customer_key,
    campaign_contact.arm as arm,
    campaign_contact.store_key as store_key,
    campaign_contact.grade as grade,
    customer.join_channel as join_channel,
    campaign_contact.contacted_on is not null as is_contacted,
    case
      when (select count(*) from consents) > 0 then campaign_contact.has_consented
    end as has_consented,
    coalesce(contacted.contacts_in_thirty_days, 0) > 3 as is_crowded,
    campaign_contact.cost_amount as cost_amount,
    coalesce(bought.orders, 0) as orders,
    reg_number(coalesce(bought.net_amount, 0)) as net_amount,
    reg_number(coalesce(bought.net_amount - bought.uncosted_net_amount, 0)) - reg_number(coalesce(bought.cost_amount, 0))
      + reg_number(coalesce(bought.uncosted_net_amount, 0)) * data_span.margin_rate as margin,
    coalesce(bought.before_orders, 0) as before_orders,
    reg_number(coalesce(bought.before_net_amount, 0)) as before_net_amount,
    case when bought.before_orders > 0 then bought.before_orders end as orders_of_buyers,
    case when bought.before_orders > 0 then bought.before_net_amount end as amount_of_buyers,
    case
      when bought.before_orders > 0 then date_diff('day', bought.last_day_before, campaign.starts_on)
    end as recency_days
  from campaign_contact
  cross join data_span
  join campaign on campaign.campaign_id = campaign_contact.campaign_id
  left join customer on customer.customer_key = campaign_contact.customer_key
  left join bought
    on bought.campaign_id = campaign_contact.campaign_id
    and bought.customer_key = campaign_contact.customer_key
  left join contacted
    on contacted.campaign_id = campaign_contact.campaign_id
    and contacted.customer_key = campaign_contact.customer_key
),
placed as (
  select
    campaign_id,
    customer_key,
    recency_days <= avg(recency_days) over (partition by campaign_id) as is_recent,
    orders_of_buyers >= avg(orders_of_buyers) over (partition by campaign_id) as is_frequent,
    reg_number(amount_of_buyers) >= avg(reg_number(amount_of_buyers)) over (partition by campaign_id) as is_large,
    rank() over (partition by campaign_id order by before_net_amount) - 1 as worse,
    count(*) over (partition by campaign_id) as everyone
  from known
)
select
  known.campaign_id as campaign_id,
  known.customer_key as customer_key,
  known.arm as arm,
  known.store_key as store_key,
  known.grade as grade,
  case
    when placed.is_recent is null then null
    else concat(
      case when placed.is_large then 'important_' else 'general_' end,
      case
        when placed.is_recent and placed.is_frequent then 'value'
        when placed.is_frequent then 'keep'
        when placed.is_recent then 'develop'
        else 'win_back'
      end
    )
  end as segment,
  known.join_channel as join_channel,
  cast(1 + floor(5 * reg_number(placed.worse) / placed.everyone) as integer) as spend_group,
  reg_flag(known.is_contacted) as is_contacted,
  reg_flag(known.has_consented) as has_consented,
  reg_flag(known.is_crowded) as is_crowded,
  known.cost_amount as cost_amount,
  reg_count(known.orders) as orders,
  known.net_amount as net_amount,
  known.margin as margin,
  reg_count(known.before_orders) as before_orders,
  known.before_net_amount as before_net_amount
from known
join placed
  on placed.campaign_id = known.campaign_id
  and placed.customer_key = known.customer_key
