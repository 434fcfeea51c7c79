-- RFM of the customers of the twelve months that end with the data: who purchased in them is scored one to five and grouped by
-- eight; who only returned something has the amount alone.
-- recency_days from the last purchase to the last day of the data; occasions are days with a purchase; net_amount includes returns.
-- margin_amount is what the costs leave of it; where a cost is missing, net sales × the chain's margin rate; null when no cost is known.
-- score = 1 + floor(5 × share of customers strictly below), that of recency reversed (6 less it), so ties are never split. High means at least as good as the mean.
with last_year as (
  select
    last_day,
    margin_rate,
    reg_add_months(last_day + 1, -12) as first_day
  from data_span
),
customer_year as (
  select
    purchase_order.customer_key as customer_key,
    date_diff('day', max(case when is_purchase then day end), max(last_year.last_day)) as recency_days,
    reg_count(count(distinct case when is_purchase then day end)) as occasions,
    reg_count(sum(case when is_purchase then 1 else 0 end)) as orders,
    reg_money(sum(net_amount)) as net_amount,
    case
      when max(last_year.margin_rate) is not null then
        reg_number(coalesce(sum(net_amount), 0) - coalesce(sum(uncosted_net_amount), 0) - coalesce(sum(cost_amount), 0))
          + reg_number(coalesce(sum(uncosted_net_amount), 0)) * max(last_year.margin_rate)
    end as margin_amount
  from purchase_order
  cross join last_year
  where purchase_order.customer_key is not null
    and purchase_order.day >= last_year.first_day
  group by purchase_order.customer_key
),
placed as (
  select
    customer_key,
    count(*) over () as customers,
    rank() over (order by recency_days) - 1 as more_recent,
    rank() over (order by occasions) - 1 as less_frequent,
    rank() over (order by net_amount) - 1 as less_monetary,
    recency_days * count(*) over () <= sum(recency_days) over () as is_recent,
    occasions * count(*) over () >= sum(occasions) over () as is_frequent,
    cast(net_amount as decimal(38, 4)) * count(*) over () >= sum(cast(net_amount as decimal(38, 4))) over () as is_large
  from customer_year
  where occasions > 0
),
scored as (
  select
    customer_key,
    cast(5 - floor(5 * reg_number(more_recent) / customers) as integer) as recency_score,
    cast(1 + floor(5 * reg_number(less_frequent) / customers) as integer) as frequency_score,
    cast(1 + floor(5 * reg_number(less_monetary) / customers) as integer) as monetary_score,
    concat(
      case when is_large then 'important_' else 'general_' end,
      case
        when is_recent and is_frequent then 'value'
        when is_frequent then 'keep'
        when is_recent then 'develop'
        else 'win_back'
      end
    ) as segment
  from placed
)
select
  customer_year.customer_key as customer_key,
  customer_year.recency_days as recency_days,
  customer_year.occasions as occasions,
  customer_year.orders as orders,
  customer_year.net_amount as net_amount,
  customer_year.margin_amount as margin_amount,
  scored.recency_score as recency_score,
  scored.frequency_score as frequency_score,
  scored.monetary_score as monetary_score,
  scored.segment as segment
from customer_year
left join scored on scored.customer_key = customer_year.customer_key
