-- R, F and M of each customer with a purchase in the window, as scores from one to five, and the group, the segment and the tier
-- that follow; per side, as selected_buyer has them.
-- worse_*       how many customers are strictly worse; more_recent: strictly more recent
-- quantile      1 + floor(5 × share strictly worse): equal ones are never split
-- rank_first    fifths of positions as pandas.qcut cuts them; equal frequencies are told apart by customer id, R and M are not
-- cut_points    a score above each of the quantiles at 20, 40, 60 and 80 % (interpolated) that the value exceeds by one or more
-- fixed         limits as given
with measured as (
  select
    side,
    as_of,
    customer_key,
    recency_days,
    case $frequency_of when 'orders' then orders else occasions end as frequency,
    case $amount_of when 'purchases' then purchased_amount else net_amount end as monetary,
    net_amount,
    margin
  from selected_buyer
),
cut as (
  select
    side,
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
  from measured
  where $scoring = 'cut_points'
  group by side
),
placed as (
  select
    measured.side as side,
    measured.as_of as as_of,
    measured.customer_key as customer_key,
    measured.recency_days as recency_days,
    measured.frequency as frequency,
    measured.monetary as monetary,
    measured.net_amount as net_amount,
    measured.margin as margin,
    count(*) over (partition by measured.side) as customers,
    rank() over (partition by measured.side order by measured.recency_days desc) - 1 as worse_recency,
    rank() over (partition by measured.side order by measured.recency_days) - 1 as more_recent,
    row_number() over (
      partition by measured.side
      order by measured.frequency, case when $scoring = 'rank_first' then customer.customer_id end
    ) - 1 as less_frequent,
    rank() over (partition by measured.side order by measured.frequency) - 1 as worse_frequency,
    rank() over (partition by measured.side order by measured.monetary) - 1 as worse_monetary,
    rank() over (partition by measured.side order by measured.margin) - 1 as worse_margin,
    sum(measured.recency_days) over (partition by measured.side) as all_recency_days,
    sum(measured.frequency) over (partition by measured.side) as all_frequency,
    sum(cast(measured.monetary as decimal(38, 4))) over (partition by measured.side) as all_monetary,
    customer.is_strategic as is_strategic
  from measured
  join customer on customer.customer_key = measured.customer_key
),
scored as (
  select
    placed.side as side,
    placed.as_of as as_of,
    placed.customer_key as customer_key,
    placed.recency_days as recency_days,
    placed.frequency as frequency,
    placed.monetary as monetary,
    placed.net_amount as net_amount,
    placed.margin as margin,
    cast(
      case $scoring
        when 'quantile' then 1 + floor(5 * reg_number(placed.worse_recency) / placed.customers)
        when 'rank_first' then 6 - reg_fifth(placed.more_recent, placed.customers)
        when 'cut_points' then reg_number(
          5
            - case when placed.recency_days >= cut.recency_1 then 1 else 0 end
            - case when placed.recency_days >= cut.recency_2 then 1 else 0 end
            - case when placed.recency_days >= cut.recency_3 then 1 else 0 end
            - case when placed.recency_days >= cut.recency_4 then 1 else 0 end
        )
        else reg_number(case
          when placed.recency_days <= $recency_5 then 5
          when placed.recency_days <= $recency_4 then 4
          when placed.recency_days <= $recency_3 then 3
          when placed.recency_days <= $recency_2 then 2
          else 1
        end)
      end
      as integer
    ) as recency_score,
    cast(
      case $scoring
        when 'quantile' then 1 + floor(5 * reg_number(placed.worse_frequency) / placed.customers)
        when 'rank_first' then reg_fifth(placed.less_frequent, placed.customers)
        when 'cut_points' then reg_number(
          1
            + case when placed.frequency >= cut.frequency_1 then 1 else 0 end
            + case when placed.frequency >= cut.frequency_2 then 1 else 0 end
            + case when placed.frequency >= cut.frequency_3 then 1 else 0 end
            + case when placed.frequency >= cut.frequency_4 then 1 else 0 end
        )
        else reg_number(case
          when placed.frequency >= $frequency_5 then 5
          when placed.frequency >= $frequency_4 then 4
          when placed.frequency >= $frequency_3 then 3
          when placed.frequency >= $frequency_2 then 2
          else 1
        end)
      end
      as integer
    ) as frequency_score,
    cast(
      case $scoring
        when 'quantile' then 1 + floor(5 * reg_number(placed.worse_monetary) / placed.customers)
        when 'rank_first' then reg_fifth(placed.worse_monetary, placed.customers)
        when 'cut_points' then reg_number(
          1
            + case when reg_number(placed.monetary) >= cut.monetary_1 then 1 else 0 end
            + case when reg_number(placed.monetary) >= cut.monetary_2 then 1 else 0 end
            + case when reg_number(placed.monetary) >= cut.monetary_3 then 1 else 0 end
            + case when reg_number(placed.monetary) >= cut.monetary_4 then 1 else 0 end
        )
        else reg_number(case
          when reg_number(placed.monetary) >= $monetary_5 then 5
          when reg_number(placed.monetary) >= $monetary_4 then 4
          when reg_number(placed.monetary) >= $monetary_3 then 3
          when reg_number(placed.monetary) >= $monetary_2 then 2
          else 1
        end)
      end
      as integer
    ) as monetary_score,
    case $split
      when 'threshold' then placed.recency_days <= $recency_high
      else placed.recency_days * placed.customers <= placed.all_recency_days
    end as is_recent,
    case $split
      when 'threshold' then placed.frequency >= $frequency_high
      else placed.frequency * placed.customers >= placed.all_frequency
    end as is_frequent,
    case $split
      when 'threshold' then reg_number(placed.monetary) >= $monetary_high
      else cast(placed.monetary as decimal(38, 4)) * placed.customers >= placed.all_monetary
    end as is_large,
    placed.worse_margin >= placed.customers * (1 - $important_share) - 0.000001
      or coalesce(placed.is_strategic, false) as is_important
  from placed
  left join cut on cut.side = placed.side
)
select
  scored.side as side,
  scored.as_of as as_of,
  scored.customer_key as customer_key,
  scored.recency_days as recency_days,
  scored.frequency as frequency,
  scored.monetary as monetary,
  scored.net_amount as net_amount,
  scored.margin as margin,
  scored.recency_score as recency_score,
  scored.frequency_score as frequency_score,
  scored.monetary_score as monetary_score,
  concat(
    case when scored.is_large then 'important_' else 'general_' end,
    case
      when scored.is_recent and scored.is_frequent then 'value'
      when scored.is_frequent then 'keep'
      when scored.is_recent then 'develop'
      else 'win_back'
    end
  ) as value_group,
  case $segment_map
    when 'rfm' then case
      when scored.recency_score = 5 and scored.frequency_score = 5 and scored.monetary_score = 5 then 'champions'
      when scored.recency_score >= 3 and scored.frequency_score >= 3 and scored.monetary_score >= 2 then 'potential_loyalists'
      when scored.recency_score between 2 and 4 and scored.frequency_score between 2 and 4 and scored.monetary_score between 2 and 4 then 'loyal_customers'
      when scored.recency_score between 3 and 4 and scored.frequency_score <= 3 and scored.monetary_score >= 3 then 'promising'
      when scored.recency_score >= 4 and scored.frequency_score <= 3 then 'new_customers'
      when scored.recency_score <= 2 and scored.frequency_score between 3 and 4 and scored.monetary_score >= 4 then 'cant_loose'
      when scored.recency_score <= 2 and scored.frequency_score >= 2 and scored.monetary_score >= 4 then 'at_risk'
      when scored.recency_score <= 3 and scored.frequency_score >= 3 and scored.monetary_score >= 3 then 'need_attention'
      when scored.recency_score between 2 and 3 and scored.frequency_score <= 3 and scored.monetary_score <= 4 then 'about_to_sleep'
      when scored.recency_score = 1 then 'lost'
      else 'others'
    end
    else case
      when scored.recency_score <= 2 and scored.frequency_score <= 2 then 'hibernating'
      when scored.recency_score <= 2 and scored.frequency_score <= 4 then 'at_risk'
      when scored.recency_score <= 2 then 'cant_loose'
      when scored.recency_score = 3 and scored.frequency_score <= 2 then 'about_to_sleep'
      when scored.recency_score = 3 and scored.frequency_score = 3 then 'need_attention'
      when scored.recency_score <= 4 and scored.frequency_score >= 4 then 'loyal_customers'
      when scored.recency_score = 4 and scored.frequency_score = 1 then 'promising'
      when scored.recency_score = 5 and scored.frequency_score = 1 then 'new_customers'
      when scored.frequency_score <= 3 then 'potential_loyalists'
      else 'champions'
    end
  end as segment,
  case
    when scored.is_important then 'important'
    when date_diff('day', newcomer.day, scored.as_of) <= $potential_days then 'potential'
    else 'ordinary'
  end as tier
from scored
left join (
  select
    customer_key,
    day
  from selected_occasion
  where previous_day is null
    and (day between $to - $potential_days and $to or day between $base_to - $potential_days and $base_to)
) as newcomer
  on newcomer.customer_key = scored.customer_key
