-- RFM of the customers of the twelve months that end with the data: who purchased in them is scored one to five and grouped by
-- eight; who only returned something has the amount alone.
-- recency_days from the last purchase to the last day of the data; occasions are days with a purchase; net_amount includes returns.
-- margin_amount is what the costs leave of it; where a cost is missing, net sales × the chain's margin rate; null when no cost is known.
-- score = 1 + floor(5 × share of customers strictly below), that of recency reversed (6 less it), so ties are never split. High means at least as good as the mean.
-- scale  the least value of each score from 2 on, and what the means are taken of
with last_year as (
  select
    last_day,
    margin_rate,
    reg_add_months(last_day + 1, -12) as first_day
  from data_span
),
occasion as (
  select
    visit.customer_key as customer_key,
    reg_count(date_diff('day', max(visit.day), max(last_year.last_day))) as recency_days,
    reg_count(count(*)) as occasions
  from visit
  cross join last_year
  where visit.opens_day
    and visit.day >= last_year.first_day
  group by visit.customer_key
),
sold as (
  select
    purchase_order.customer_key as customer_key,
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
customer_year as (
  select
    sold.customer_key as customer_key,
    occasion.recency_days as recency_days,
    occasion.occasions as occasions,
    sold.orders as orders,
    sold.net_amount as net_amount,
    sold.margin_amount as margin_amount
  from sold
  left join occasion on occasion.customer_key = sold.customer_key
),
alike as (
  select 'recency' as measure, reg_money(recency_days) as value, count(*) as customers
  from customer_year
  where occasions > 0
  group by recency_days
  union all
  select 'frequency', reg_money(occasions), count(*)
  from customer_year
  where occasions > 0
  group by occasions
  union all
  select 'monetary', net_amount, count(*)
  from customer_year
  where occasions > 0
  group by net_amount
),
placed as (
  select
    measure,
    value,
    sum(customers) over (partition by measure order by value rows between unbounded preceding and current row) - customers
      as below,
    sum(customers) over (partition by measure) as customers
  from alike
),
scale as (
  select
    min(case when measure = 'recency' and 5 * below >= 1 * customers then value end) as recency_2,
    min(case when measure = 'recency' and 5 * below >= 2 * customers then value end) as recency_3,
    min(case when measure = 'recency' and 5 * below >= 3 * customers then value end) as recency_4,
    min(case when measure = 'recency' and 5 * below >= 4 * customers then value end) as recency_5,
    min(case when measure = 'frequency' and 5 * below >= 1 * customers then value end) as frequency_2,
    min(case when measure = 'frequency' and 5 * below >= 2 * customers then value end) as frequency_3,
    min(case when measure = 'frequency' and 5 * below >= 3 * customers then value end) as frequency_4,
    min(case when measure = 'frequency' and 5 * below >= 4 * customers then value end) as frequency_5,
    min(case when measure = 'monetary' and 5 * below >= 1 * customers then value end) as monetary_2,
    min(case when measure = 'monetary' and 5 * below >= 2 * customers then value end) as monetary_3,
    min(case when measure = 'monetary' and 5 * below >= 3 * customers then value end) as monetary_4,
    min(case when measure = 'monetary' and 5 * below >= 4 * customers then value end) as monetary_5
  from placed
),
mean as (
  select
    count(*) as customers,
    sum(recency_days) as recency_days,
    sum(occasions) as occasions,
    sum(cast(net_amount as decimal(38, 4))) as net_amount
  from customer_year
  where occasions > 0
)
select
  customer_year.customer_key as customer_key,
  customer_year.recency_days as recency_days,
  reg_count(coalesce(customer_year.occasions, 0)) as occasions,
  customer_year.orders as orders,
  customer_year.net_amount as net_amount,
  customer_year.margin_amount as margin_amount,
  case
    when customer_year.occasions > 0 then cast(
      5
      - case when customer_year.recency_days >= scale.recency_2 then 1 else 0 end
      - case when customer_year.recency_days >= scale.recency_3 then 1 else 0 end
      - case when customer_year.recency_days >= scale.recency_4 then 1 else 0 end
      - case when customer_year.recency_days >= scale.recency_5 then 1 else 0 end
      as integer
    )
  end as recency_score,
  case
    when customer_year.occasions > 0 then cast(
      1
      + case when customer_year.occasions >= scale.frequency_2 then 1 else 0 end
      + case when customer_year.occasions >= scale.frequency_3 then 1 else 0 end
      + case when customer_year.occasions >= scale.frequency_4 then 1 else 0 end
      + case when customer_year.occasions >= scale.frequency_5 then 1 else 0 end
      as integer
    )
  end as frequency_score,
  case
    when customer_year.occasions > 0 then cast(
      1
      + case when customer_year.net_amount >= scale.monetary_2 then 1 else 0 end
      + case when customer_year.net_amount >= scale.monetary_3 then 1 else 0 end
      + case when customer_year.net_amount >= scale.monetary_4 then 1 else 0 end
      + case when customer_year.net_amount >= scale.monetary_5 then 1 else 0 end
      as integer
    )
  end as monetary_score,
  case
    when customer_year.occasions > 0 then concat(
      case
        when cast(customer_year.net_amount as decimal(38, 4)) * mean.customers >= mean.net_amount then 'important_'
        else 'general_'
      end,
      case
        when customer_year.recency_days * mean.customers > mean.recency_days then
          case when customer_year.occasions * mean.customers >= mean.occasions then 'keep' else 'win_back' end
        when customer_year.occasions * mean.customers >= mean.occasions then 'value'
        else 'develop'
      end
    )
  end as segment
from customer_year
cross join scale
cross join mean
