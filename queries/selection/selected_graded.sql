-- selected_unscored with the score of the amount and whether it is large, as selected_score says, and with the score of frequency
-- where equal ones are told apart (told_score). R and F of all others are in selected_likeness_score: millions share few of them.
-- edge  an amount is large from the first step of money on that is not below the mean, which lies beside the rounded mean
with edge as (
  select
    side_key,
    monetary_1,
    monetary_2,
    monetary_3,
    monetary_4,
    case
      when cast(mean - step as decimal(38, 4)) * customers >= all_monetary then mean - step
      when cast(mean as decimal(38, 4)) * customers >= all_monetary then mean
      else mean + step
    end as least_large
  from (
    select
      side_key,
      monetary_1,
      monetary_2,
      monetary_3,
      monetary_4,
      customers,
      all_monetary,
      reg_money(reg_ratio(all_monetary, customers)) as mean,
      reg_money('0.0001') as step
    from selected_limit
  ) as rounded
),
ranked as (
  select
    side_key,
    customer_key,
    recency_days,
    frequency,
    monetary,
    cast(null as integer) as told_score
  from selected_unscored
  where $scoring <> 'rank_first'
  union all
  select
    buyer.side_key,
    buyer.customer_key,
    buyer.recency_days,
    buyer.frequency,
    buyer.monetary,
    cast(null as integer)
  from selected_unscored as buyer
  join selected_likeness_score as alike
    on alike.side_key = buyer.side_key
    and alike.recency_days = buyer.recency_days
    and alike.frequency = buyer.frequency
  where $scoring = 'rank_first'
    and alike.frequency_score = alike.most_score
  union all
  select
    buyer.side_key,
    buyer.customer_key,
    buyer.recency_days,
    buyer.frequency,
    buyer.monetary,
    cast(
      reg_fifth(
        alike.less_frequent - 1
          + row_number() over (partition by buyer.side_key, buyer.frequency order by customer.customer_id),
        alike.customers
      )
      as integer
    )
  from selected_unscored as buyer
  join selected_likeness_score as alike
    on alike.side_key = buyer.side_key
    and alike.recency_days = buyer.recency_days
    and alike.frequency = buyer.frequency
  join customer on customer.customer_key = buyer.customer_key
  where $scoring = 'rank_first'
    and alike.frequency_score < alike.most_score
)
select
  ranked.side_key as side_key,
  ranked.customer_key as customer_key,
  ranked.recency_days as recency_days,
  ranked.frequency as frequency,
  ranked.monetary as monetary,
  ranked.told_score as told_score,
  cast(
    case $scoring
      when 'cut_points' then
        1 + reg_reached(reg_number(ranked.monetary), edge.monetary_1, edge.monetary_2, edge.monetary_3, edge.monetary_4)
      when 'fixed' then case
        when reg_number(ranked.monetary) >= $monetary_5 then 5
        when reg_number(ranked.monetary) >= $monetary_4 then 4
        when reg_number(ranked.monetary) >= $monetary_3 then 3
        when reg_number(ranked.monetary) >= $monetary_2 then 2
        else 1
      end
      else 1 + reg_exceeded(reg_number(ranked.monetary), edge.monetary_1, edge.monetary_2, edge.monetary_3, edge.monetary_4)
    end
    as integer
  ) as monetary_score,
  case $split
    when 'threshold' then reg_number(ranked.monetary) >= $monetary_high
    else ranked.monetary >= edge.least_large
  end as is_large
from ranked
join edge on edge.side_key = ranked.side_key
