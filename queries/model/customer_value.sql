-- RFM of the customers of the twelve months that end with the data: who purchased in them is scored one to five and grouped by
-- eight; who only returned something has the amount alone.
-- recency_days from the last purchase to the last day of the data; occasions are days with a purchase; net_amount includes returns.
-- margin_amount is what the costs leave of it; where a cost is missing, net sales × the chain's margin rate; null when no cost is known.
-- score = 1 + floor(5 × share of customers strictly below), that of recency reversed (6 less it), so ties are never split. High means at least as good as the mean.
-- scale  the least value of each score from 2 on, one beyond all where nobody reaches it
-- mean   what is high: at least so many occasions, so much money, and more days than these since the last purchase
with person as (
  select
    customer_year.customer_key as customer_key,
    reg_count(date_diff('day', customer_year.last_purchase_on, data_span.last_day)) as recency_days,
    customer_year.occasions as occasions,
    customer_year.orders as orders,
    customer_year.net_amount as net_amount,
    case
      when data_span.margin_rate is not null then
        reg_number(customer_year.net_amount - customer_year.uncosted_net_amount - coalesce(customer_year.cost_amount, 0))
          + reg_number(customer_year.uncosted_net_amount) * data_span.margin_rate
    end as margin_amount
  from customer_year
  cross join data_span
),
alike as (
  select 'recency' as measure, reg_money(recency_days) as value, count(*) as customers
  from person
  where occasions > 0
  group by recency_days
  union all
  select 'frequency', reg_money(occasions), count(*)
  from person
  where occasions > 0
  group by occasions
  union all
  select 'monetary', net_amount, count(*)
  from person
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
    reg_count(coalesce(min(case when measure = 'recency' and 5 * below >= 1 * customers then value end), max(value) + 1)) as recency_2,
    reg_count(coalesce(min(case when measure = 'recency' and 5 * below >= 2 * customers then value end), max(value) + 1)) as recency_3,
    reg_count(coalesce(min(case when measure = 'recency' and 5 * below >= 3 * customers then value end), max(value) + 1)) as recency_4,
    reg_count(coalesce(min(case when measure = 'recency' and 5 * below >= 4 * customers then value end), max(value) + 1)) as recency_5,
    reg_count(coalesce(min(case when measure = 'frequency' and 5 * below >= 1 * customers then value end), max(value) + 1)) as frequency_2,
    reg_count(coalesce(min(case when measure = 'frequency' and 5 * below >= 2 * customers then value end), max(value) + 1)) as frequency_3,
    reg_count(coalesce(min(case when measure = 'frequency' and 5 * below >= 3 * customers then value end), max(value) + 1)) as frequency_4,
    reg_count(coalesce(min(case when measure = 'frequency' and 5 * below >= 4 * customers then value end), max(value) + 1)) as frequency_5,
    reg_money(coalesce(min(case when measure = 'monetary' and 5 * below >= 1 * customers then value end), max(value) + 1)) as monetary_2,
    reg_money(coalesce(min(case when measure = 'monetary' and 5 * below >= 2 * customers then value end), max(value) + 1)) as monetary_3,
    reg_money(coalesce(min(case when measure = 'monetary' and 5 * below >= 3 * customers then value end), max(value) + 1)) as monetary_4,
    reg_money(coalesce(min(case when measure = 'monetary' and 5 * below >= 4 * customers then value end), max(value) + 1)) as monetary_5
  from placed
),
mean as (
  select
    floor(reg_number(sum(recency_days)) / greatest(count(*), 1)) as recency_days,
    ceil(reg_number(sum(occasions)) / greatest(count(*), 1)) as occasions,
    reg_money(ceil(reg_number(sum(net_amount)) * 10000 / greatest(count(*), 1)) / 10000) as net_amount
  from person
  where occasions > 0
)
select
  person.customer_key as customer_key,
  person.recency_days as recency_days,
  person.occasions as occasions,
  person.orders as orders,
  person.net_amount as net_amount,
  person.margin_amount as margin_amount,
  case
    when person.occasions > 0 then cast(
      5
      - cast(person.recency_days >= scale.recency_2 as integer)
      - cast(person.recency_days >= scale.recency_3 as integer)
      - cast(person.recency_days >= scale.recency_4 as integer)
      - cast(person.recency_days >= scale.recency_5 as integer)
      as integer
    )
  end as recency_score,
  case
    when person.occasions > 0 then cast(
      1
      + cast(person.occasions >= scale.frequency_2 as integer)
      + cast(person.occasions >= scale.frequency_3 as integer)
      + cast(person.occasions >= scale.frequency_4 as integer)
      + cast(person.occasions >= scale.frequency_5 as integer)
      as integer
    )
  end as frequency_score,
  case
    when person.occasions > 0 then cast(
      1
      + cast(person.net_amount >= scale.monetary_2 as integer)
      + cast(person.net_amount >= scale.monetary_3 as integer)
      + cast(person.net_amount >= scale.monetary_4 as integer)
      + cast(person.net_amount >= scale.monetary_5 as integer)
      as integer
    )
  end as monetary_score,
  case
    when person.occasions > 0 then
      case
        when person.net_amount >= mean.net_amount then
          case
            when person.recency_days > mean.recency_days then
              case when person.occasions >= mean.occasions then 'important_keep' else 'important_win_back' end
            when person.occasions >= mean.occasions then 'important_value'
            else 'important_develop'
          end
        when person.recency_days > mean.recency_days then
          case when person.occasions >= mean.occasions then 'general_keep' else 'general_win_back' end
        when person.occasions >= mean.occasions then 'general_value'
        else 'general_develop'
      end
  end as segment
from person
cross join scale
cross join mean
