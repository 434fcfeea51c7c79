-- Everybody assigned to a campaign: what they brought in its window, and what was known of them the day before it started.
-- known_margin  net sales less cost, where the cost is known; the margin is this and uncosted_net_amount × the chain's margin rate,
--               which moves with every day's sales and is left to whoever asks
-- segment       value group at the start: recency, orders and net sales of the twelve months before, each high when at least
--               as good as the mean of the campaign's customers who bought in them; null for those who did not
-- spend_group   fifth of the campaign's customers by net sales of the twelve months before, ties never split; 1 is the lowest
with known as (
  select
    campaign_contact.campaign_id as campaign_id,
    campaign_contact.customer_key as customer_key,
    campaign_contact.arm as arm,
    campaign_contact.store_key as store_key,
    campaign_contact.grade as grade,
    campaign_contact.join_channel as join_channel,
    campaign_contact.contacted_on is not null as is_contacted,
    case when campaign.is_consent_known then campaign_contact.has_consented end as has_consented,
    campaign_contact.is_crowded as is_crowded,
    campaign_contact.cost_amount as cost_amount,
    campaign_contact.last_purchase_on as last_purchase_on,
    coalesce(bought.orders, 0) as orders,
    reg_number(coalesce(bought.net_amount, 0)) as net_amount,
    reg_number(coalesce(bought.net_amount - bought.uncosted_net_amount, 0))
      - reg_number(coalesce(bought.cost_amount, 0)) as known_margin,
    reg_number(coalesce(bought.uncosted_net_amount, 0)) as uncosted_net_amount,
    coalesce(bought.before_orders, 0) as before_orders,
    reg_number(coalesce(bought.before_net_amount, 0)) as before_net_amount,
    case when bought.before_orders > 0 then bought.before_orders end as orders_of_buyers,
    case when bought.before_orders > 0 then bought.before_net_amount end as amount_of_buyers,
    case
      when bought.before_orders > 0 then date_diff('day', bought.last_day_before, campaign.starts_on)
    end as recency_days
  from campaign_contact
  join campaign on campaign.campaign_id = campaign_contact.campaign_id
  left join campaign_purchase as bought
    on bought.campaign_id = campaign_contact.campaign_id
    and bought.customer_key = campaign_contact.customer_key
  where campaign_contact.campaign_id in (select campaign_id from campaign_in_build)
),
usual as (
  select
    campaign_id,
    count(recency_days) as buyers,
    sum(recency_days) as recency_days,
    sum(orders_of_buyers) as orders,
    cast(sum(amount_of_buyers) as decimal(38, 4)) as net_amount,
    reg_fifths(before_net_amount) as fifths
  from known
  group by campaign_id
)
select
  known.campaign_id as campaign_id,
  known.customer_key as customer_key,
  known.arm as arm,
  known.store_key as store_key,
  known.grade as grade,
  case
    when known.recency_days is null then null
    else concat(
      case when cast(known.amount_of_buyers as decimal(38, 4)) * usual.buyers >= usual.net_amount then 'important_' else 'general_' end,
      case
        when known.recency_days * usual.buyers <= usual.recency_days then
          case when known.orders_of_buyers * usual.buyers >= usual.orders then 'value' else 'develop' end
        when known.orders_of_buyers * usual.buyers >= usual.orders then 'keep'
        else 'win_back'
      end
    )
  end as segment,
  known.join_channel as join_channel,
  cast(
    1 + reg_exceeded(known.before_net_amount, usual.fifths[1], usual.fifths[2], usual.fifths[3], usual.fifths[4]) as integer
  ) as spend_group,
  reg_flag(known.is_contacted) as is_contacted,
  reg_flag(known.has_consented) as has_consented,
  reg_flag(known.is_crowded) as is_crowded,
  known.cost_amount as cost_amount,
  reg_count(known.orders) as orders,
  known.net_amount as net_amount,
  known.known_margin as known_margin,
  known.uncosted_net_amount as uncosted_net_amount,
  reg_count(known.before_orders) as before_orders,
  known.before_net_amount as before_net_amount,
  known.last_purchase_on as last_purchase_on
from known
join usual on usual.campaign_id = known.campaign_id
