-- R, F and M of each customer with a purchase in the window, as scores from one to five, and the places of the group and the segment
-- that follow, whose names are in selected_group_name and selected_segment_name; per side, as selected_buyer has them.
-- quantile      1 + floor(5 × share strictly below): equal ones are never split. It is the same to count which of the values at
--               the places n/5, 2n/5, 3n/5 and 4n/5, rounded up, are exceeded. The score of recency is reversed, 6 less that.
--               Days and times are few, so that their places are found by counting who is alike (placed)
-- rank_first    fifths of positions as pandas.qcut cuts them: how many of the quantiles at 20, 40, 60 and 80 % (interpolated) are
--               exceeded. Equal frequencies are told apart by customer id where one of these cuts through them; R and M are not
-- cut_points    one more for each of these quantiles that is exceeded by one or more
-- fixed         limits as given
-- standing      the usual scores of the end of the data stand ready in customer_value; all others are in selected_unscored
with standing as (
  select
    value.customer_key as customer_key,
    value.recency_days as recency_days,
    value.occasions as frequency,
    value.net_amount as monetary,
    value.recency_score as recency_score,
    value.frequency_score as frequency_score,
    value.monetary_score as monetary_score,
    group_name.group_place as group_place
  from customer_value as value
  join selected_group_name as group_name on group_name.value_group = value.segment
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and reg_empty($segment)
    and reg_holds($scope, '*')
    and $amount_of = 'net_sales'
    and $frequency_of = 'occasions'
    and $window_months = 12
    and $scoring = 'quantile'
    and $split = 'mean'
    and $to = (select last_day from data_span)
    and value.occasions > 0
),
whole as (
  select
    side_key,
    count(*) as customers,
    reg_count(sum(recency_days)) as all_recency_days,
    reg_count(sum(frequency)) as all_frequency,
    sum(monetary) as all_monetary
  from selected_unscored
  group by side_key
),
placed as (
  select
    side_key,
    'recency' as measure,
    recency_days as value,
    count(*) as alike,
    sum(count(*)) over (partition by side_key order by recency_days) as up_to,
    sum(count(*)) over (partition by side_key) as customers
  from selected_unscored
  where $scoring = 'quantile'
  group by side_key, recency_days
  union all
  select
    side_key,
    'frequency' as measure,
    frequency as value,
    count(*) as alike,
    sum(count(*)) over (partition by side_key order by frequency) as up_to,
    sum(count(*)) over (partition by side_key) as customers
  from selected_unscored
  where $scoring in ('quantile', 'rank_first')
  group by side_key, frequency
),
fifth as (
  select
    placed.side_key as side_key,
    min(case when placed.measure = 'recency' and 5 * placed.up_to >= 1 * placed.customers then placed.value end) as recency_1,
    min(case when placed.measure = 'recency' and 5 * placed.up_to >= 2 * placed.customers then placed.value end) as recency_2,
    min(case when placed.measure = 'recency' and 5 * placed.up_to >= 3 * placed.customers then placed.value end) as recency_3,
    min(case when placed.measure = 'recency' and 5 * placed.up_to >= 4 * placed.customers then placed.value end) as recency_4,
    min(case when placed.measure = 'frequency' and 5 * placed.up_to >= 1 * placed.customers then placed.value end) as frequency_1,
    min(case when placed.measure = 'frequency' and 5 * placed.up_to >= 2 * placed.customers then placed.value end) as frequency_2,
    min(case when placed.measure = 'frequency' and 5 * placed.up_to >= 3 * placed.customers then placed.value end) as frequency_3,
    min(case when placed.measure = 'frequency' and 5 * placed.up_to >= 4 * placed.customers then placed.value end) as frequency_4,
    max(amount.fifths[1]) as monetary_1,
    max(amount.fifths[2]) as monetary_2,
    max(amount.fifths[3]) as monetary_3,
    max(amount.fifths[4]) as monetary_4
  from placed
  join (
    select
      side_key,
      reg_fifths(monetary) as fifths
    from selected_unscored
    where $scoring = 'quantile'
    group by side_key
  ) as amount
    on amount.side_key = placed.side_key
  group by placed.side_key
),
cut as (
  select
    side_key,
    recency[1] as recency_1,
    recency[2] as recency_2,
    recency[3] as recency_3,
    recency[4] as recency_4,
    frequency[1] as frequency_1,
    frequency[2] as frequency_2,
    frequency[3] as frequency_3,
    frequency[4] as frequency_4,
    monetary[1] as monetary_1,
    monetary[2] as monetary_2,
    monetary[3] as monetary_3,
    monetary[4] as monetary_4
  from (
    select
      side_key,
      reg_quantiles(recency_days) as recency,
      reg_quantiles(frequency) as frequency,
      reg_quantiles(monetary) as monetary
    from selected_unscored
    where $scoring in ('rank_first', 'cut_points')
    group by side_key
  ) as quantiles
),
times as (
  select
    side_key,
    value as frequency,
    up_to - alike as less_frequent,
    reg_fifth(up_to - alike, customers) as least_score,
    reg_fifth(up_to - 1, customers) as most_score,
    customers
  from placed
  where $scoring = 'rank_first'
),
told_apart as (
  select
    buyer.side_key as side_key,
    buyer.customer_key as customer_key,
    reg_fifth(
      times.less_frequent - 1
        + row_number() over (partition by buyer.side_key, buyer.frequency order by customer.customer_id),
      times.customers
    ) as frequency_score
  from selected_unscored as buyer
  join times
    on times.side_key = buyer.side_key
    and times.frequency = buyer.frequency
  join customer on customer.customer_key = buyer.customer_key
  where $scoring = 'rank_first'
    and times.least_score < times.most_score
),
scored as (
  select
    buyer.side as side,
    buyer.customer_key as customer_key,
    buyer.recency_days as recency_days,
    buyer.frequency as frequency,
    buyer.monetary as monetary,
    cast(
      case $scoring
        when 'quantile' then reg_number(5 - reg_exceeded(buyer.recency_days, fifth.recency_1, fifth.recency_2, fifth.recency_3, fifth.recency_4))
        when 'rank_first' then reg_number(5 - reg_exceeded(buyer.recency_days, cut.recency_1, cut.recency_2, cut.recency_3, cut.recency_4))
        when 'cut_points' then reg_number(5 - reg_reached(buyer.recency_days, cut.recency_1, cut.recency_2, cut.recency_3, cut.recency_4))
        else reg_number(case
          when buyer.recency_days <= $recency_5 then 5
          when buyer.recency_days <= $recency_4 then 4
          when buyer.recency_days <= $recency_3 then 3
          when buyer.recency_days <= $recency_2 then 2
          else 1
        end)
      end
      as integer
    ) as recency_score,
    cast(
      case $scoring
        when 'quantile' then reg_number(1 + reg_exceeded(buyer.frequency, fifth.frequency_1, fifth.frequency_2, fifth.frequency_3, fifth.frequency_4))
        when 'rank_first' then coalesce(told_apart.frequency_score, times.least_score)
        when 'cut_points' then reg_number(1 + reg_reached(buyer.frequency, cut.frequency_1, cut.frequency_2, cut.frequency_3, cut.frequency_4))
        else reg_number(case
          when buyer.frequency >= $frequency_5 then 5
          when buyer.frequency >= $frequency_4 then 4
          when buyer.frequency >= $frequency_3 then 3
          when buyer.frequency >= $frequency_2 then 2
          else 1
        end)
      end
      as integer
    ) as frequency_score,
    cast(
      case $scoring
        when 'quantile' then reg_number(1 + reg_exceeded(reg_number(buyer.monetary), fifth.monetary_1, fifth.monetary_2, fifth.monetary_3, fifth.monetary_4))
        when 'rank_first' then reg_number(1 + reg_exceeded(reg_number(buyer.monetary), cut.monetary_1, cut.monetary_2, cut.monetary_3, cut.monetary_4))
        when 'cut_points' then reg_number(1 + reg_reached(reg_number(buyer.monetary), cut.monetary_1, cut.monetary_2, cut.monetary_3, cut.monetary_4))
        else reg_number(case
          when reg_number(buyer.monetary) >= $monetary_5 then 5
          when reg_number(buyer.monetary) >= $monetary_4 then 4
          when reg_number(buyer.monetary) >= $monetary_3 then 3
          when reg_number(buyer.monetary) >= $monetary_2 then 2
          else 1
        end)
      end
      as integer
    ) as monetary_score,
    case $split
      when 'threshold' then buyer.recency_days <= $recency_high
      else buyer.recency_days * whole.customers <= whole.all_recency_days
    end as is_recent,
    case $split
      when 'threshold' then buyer.frequency >= $frequency_high
      else buyer.frequency * whole.customers >= whole.all_frequency
    end as is_frequent,
    case $split
      when 'threshold' then reg_number(buyer.monetary) >= $monetary_high
      else cast(buyer.monetary as decimal(38, 4)) * whole.customers >= whole.all_monetary
    end as is_large
  from selected_unscored as buyer
  join whole on whole.side_key = buyer.side_key
  left join fifth on fifth.side_key = buyer.side_key
  left join cut on cut.side_key = buyer.side_key
  left join times
    on times.side_key = buyer.side_key
    and times.frequency = buyer.frequency
  left join told_apart
    on told_apart.customer_key = buyer.customer_key
    and told_apart.side_key = buyer.side_key
)
select
  'now' as side,
  customer_key,
  recency_days,
  frequency,
  monetary,
  recency_score,
  frequency_score,
  monetary_score,
  group_place,
  25 * recency_score + 5 * frequency_score + monetary_score as segment_place
from standing
union all
select
  side,
  customer_key,
  recency_days,
  frequency,
  monetary,
  recency_score,
  frequency_score,
  monetary_score,
  reg_count(4 * cast(is_large as integer) + 2 * cast(is_frequent as integer) + cast(is_recent as integer)),
  25 * recency_score + 5 * frequency_score + monetary_score
from scored
