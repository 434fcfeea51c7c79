-- R, F and M of each customer with a purchase in the window, as scores from one to five, and the places of the group and the segment
-- that follow, whose names are in selected_group_name and selected_segment_name; per side, as selected_buyer has them.
-- quantile      1 + floor(5 × share strictly below): equal ones are never split. It is the same to count which of the values at
--               the places n/5, 2n/5, 3n/5 and 4n/5, rounded up, are exceeded. The score of recency is reversed, 6 less that.
--               Days and times are few, so that their places are found by counting who is alike (placed)
-- rank_first    fifths of positions as pandas.qcut cuts them; equal frequencies are told apart by customer id, R and M are not
-- cut_points    one more for each of the quantiles at 20, 40, 60 and 80 % (interpolated) that is exceeded by one or more
-- fixed         limits as given
with whole as (
  select
    side_key,
    count(*) as customers,
    reg_count(sum(recency_days)) as all_recency_days,
    reg_count(sum(frequency)) as all_frequency,
    sum(monetary) as all_monetary
  from selected_buyer
  group by side_key
),
placed as (
  select
    side_key,
    'recency' as measure,
    recency_days as value,
    sum(count(*)) over (partition by side_key order by recency_days) as up_to,
    sum(count(*)) over (partition by side_key) as customers
  from selected_buyer
  where $scoring = 'quantile'
  group by side_key, recency_days
  union all
  select
    side_key,
    'frequency' as measure,
    frequency as value,
    sum(count(*)) over (partition by side_key order by frequency) as up_to,
    sum(count(*)) over (partition by side_key) as customers
  from selected_buyer
  where $scoring = 'quantile'
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
    from selected_buyer
    where $scoring = 'quantile'
    group by side_key
  ) as amount
    on amount.side_key = placed.side_key
  group by placed.side_key
),
cut as (
  select
    side_key,
    reg_quantile(recency_days, 0.2) + 1 as recency_1,
    reg_quantile(recency_days, 0.4) + 1 as recency_2,
    reg_quantile(recency_days, 0.6) + 1 as recency_3,
    reg_quantile(recency_days, 0.8) + 1 as recency_4,
    reg_quantile(frequency, 0.2) + 1 as frequency_1,
    reg_quantile(frequency, 0.4) + 1 as frequency_2,
    reg_quantile(frequency, 0.6) + 1 as frequency_3,
    reg_quantile(frequency, 0.8) + 1 as frequency_4,
    reg_quantile(monetary, 0.2) + 1 as monetary_1,
    reg_quantile(monetary, 0.4) + 1 as monetary_2,
    reg_quantile(monetary, 0.6) + 1 as monetary_3,
    reg_quantile(monetary, 0.8) + 1 as monetary_4
  from selected_buyer
  where $scoring = 'cut_points'
  group by side_key
),
told_apart as (
  select
    buyer.side_key as side_key,
    buyer.customer_key as customer_key,
    rank() over (partition by buyer.side_key order by buyer.recency_days) - 1 as more_recent,
    row_number() over (partition by buyer.side_key order by buyer.frequency, customer.customer_id) - 1 as less_frequent,
    rank() over (partition by buyer.side_key order by buyer.monetary) - 1 as less_monetary
  from selected_buyer as buyer
  join customer on customer.customer_key = buyer.customer_key
  where $scoring = 'rank_first'
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
        when 'quantile' then reg_number(
          5
            - cast(buyer.recency_days > fifth.recency_1 as integer)
            - cast(buyer.recency_days > fifth.recency_2 as integer)
            - cast(buyer.recency_days > fifth.recency_3 as integer)
            - cast(buyer.recency_days > fifth.recency_4 as integer)
        )
        when 'rank_first' then 6 - reg_fifth(told_apart.more_recent, whole.customers)
        when 'cut_points' then reg_number(
          5
            - cast(buyer.recency_days >= cut.recency_1 as integer)
            - cast(buyer.recency_days >= cut.recency_2 as integer)
            - cast(buyer.recency_days >= cut.recency_3 as integer)
            - cast(buyer.recency_days >= cut.recency_4 as integer)
        )
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
        when 'quantile' then reg_number(
          1
            + cast(buyer.frequency > fifth.frequency_1 as integer)
            + cast(buyer.frequency > fifth.frequency_2 as integer)
            + cast(buyer.frequency > fifth.frequency_3 as integer)
            + cast(buyer.frequency > fifth.frequency_4 as integer)
        )
        when 'rank_first' then reg_fifth(told_apart.less_frequent, whole.customers)
        when 'cut_points' then reg_number(
          1
            + cast(buyer.frequency >= cut.frequency_1 as integer)
            + cast(buyer.frequency >= cut.frequency_2 as integer)
            + cast(buyer.frequency >= cut.frequency_3 as integer)
            + cast(buyer.frequency >= cut.frequency_4 as integer)
        )
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
        when 'quantile' then reg_number(
          1
            + cast(reg_number(buyer.monetary) > fifth.monetary_1 as integer)
            + cast(reg_number(buyer.monetary) > fifth.monetary_2 as integer)
            + cast(reg_number(buyer.monetary) > fifth.monetary_3 as integer)
            + cast(reg_number(buyer.monetary) > fifth.monetary_4 as integer)
        )
        when 'rank_first' then reg_fifth(told_apart.less_monetary, whole.customers)
        when 'cut_points' then reg_number(
          1
            + cast(reg_number(buyer.monetary) >= cut.monetary_1 as integer)
            + cast(reg_number(buyer.monetary) >= cut.monetary_2 as integer)
            + cast(reg_number(buyer.monetary) >= cut.monetary_3 as integer)
            + cast(reg_number(buyer.monetary) >= cut.monetary_4 as integer)
        )
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
  from selected_buyer as buyer
  join whole on whole.side_key = buyer.side_key
  left join fifth on fifth.side_key = buyer.side_key
  left join cut on cut.side_key = buyer.side_key
  left join told_apart
    on told_apart.customer_key = buyer.customer_key
    and told_apart.side_key = buyer.side_key
)
select
  side,
  customer_key,
  recency_days,
  frequency,
  monetary,
  recency_score,
  frequency_score,
  monetary_score,
  4 * cast(is_large as integer) + 2 * cast(is_frequent as integer) + cast(is_recent as integer) as group_place,
  25 * recency_score + 5 * frequency_score + monetary_score as segment_place
from scored
