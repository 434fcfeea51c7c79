-- R, F and M of these customers as scores, value groups and segments.
with cut as (
  select
    side as cut_side,
    avg(recency_days) as recency_mean,
    avg(frequency) as frequency_mean,
    avg(monetary) as monetary_mean,
    quantile_cont(reg_number(recency_days), 0.2) as recency_20,
    quantile_cont(reg_number(recency_days), 0.4) as recency_40,
    quantile_cont(reg_number(recency_days), 0.6) as recency_60,
    quantile_cont(reg_number(recency_days), 0.8) as recency_80,
    quantile_cont(reg_number(frequency), 0.2) as frequency_20,
    quantile_cont(reg_number(frequency), 0.4) as frequency_40,
    quantile_cont(reg_number(frequency), 0.6) as frequency_60,
    quantile_cont(reg_number(frequency), 0.8) as frequency_80,
    quantile_cont(reg_number(monetary), 0.2) as monetary_20,
    quantile_cont(reg_number(monetary), 0.4) as monetary_40,
    quantile_cont(reg_number(monetary), 0.6) as monetary_60,
    quantile_cont(reg_number(monetary), 0.8) as monetary_80
  from window_buyer
  group by side
),
ranked as (
  select
    *,
    count(*) over (partition by side) as customers,
    rank() over (partition by side order by recency_days) - 1 as more_recent,
    rank() over (partition by side order by recency_days desc) - 1 as less_recent,
    rank() over (partition by side order by frequency) - 1 as less_frequent,
    row_number() over (partition by side order by frequency, customer_id) - 1 as before_in_frequency,
    rank() over (partition by side order by monetary) - 1 as less_monetary
  from window_buyer
),
scored as (
  select
    ranked.*,
    case $scoring
      when 'quantile' then 5 - floor(5.0 * more_recent / customers)
      when 'rank_first' then 6 - greatest(1, ceil(5.0 * more_recent / nullif(customers - 1, 0)))
      when 'cut_points' then 5
        - case when recency_days >= recency_20 + 1 then 1 else 0 end - case when recency_days >= recency_40 + 1 then 1 else 0 end
        - case when recency_days >= recency_60 + 1 then 1 else 0 end - case when recency_days >= recency_80 + 1 then 1 else 0 end
      else case
        when recency_days <= $recency_5 then 5 when recency_days <= $recency_4 then 4
        when recency_days <= $recency_3 then 3 when recency_days <= $recency_2 then 2 else 1
      end
    end as recency_score,
    case $scoring
      when 'quantile' then 1 + floor(5.0 * less_frequent / customers)
      when 'rank_first' then greatest(1, ceil(5.0 * before_in_frequency / nullif(customers - 1, 0)))
      when 'cut_points' then 1
        + case when frequency >= frequency_20 + 1 then 1 else 0 end + case when frequency >= frequency_40 + 1 then 1 else 0 end
        + case when frequency >= frequency_60 + 1 then 1 else 0 end + case when frequency >= frequency_80 + 1 then 1 else 0 end
      else case
        when frequency >= $frequency_5 then 5 when frequency >= $frequency_4 then 4
        when frequency >= $frequency_3 then 3 when frequency >= $frequency_2 then 2 else 1
      end
    end as frequency_score,
    case $scoring
      when 'quantile' then 1 + floor(5.0 * less_monetary / customers)
      when 'rank_first' then greatest(1, ceil(5.0 * less_monetary / nullif(customers - 1, 0)))
      when 'cut_points' then 1
        + case when monetary >= monetary_20 + 1 then 1 else 0 end + case when monetary >= monetary_40 + 1 then 1 else 0 end
        + case when monetary >= monetary_60 + 1 then 1 else 0 end + case when monetary >= monetary_80 + 1 then 1 else 0 end
      else case
        when monetary >= $monetary_5 then 5 when monetary >= $monetary_4 then 4
        when monetary >= $monetary_3 then 3 when monetary >= $monetary_2 then 2 else 1
      end
    end as monetary_score,
    case $split when 'mean' then recency_days <= recency_mean else recency_days <= $recency_high end as is_recent,
    case $split when 'mean' then frequency >= frequency_mean else frequency >= $frequency_high end as is_frequent,
    case $split when 'mean' then monetary >= monetary_mean else monetary >= $monetary_high end as is_large
  from ranked
  join cut on cut.cut_side = ranked.side
)
select
  side,
  customer_id,
  recency_days,
  frequency,
  monetary,
  cast(recency_score as integer) as recency_score,
  cast(frequency_score as integer) as frequency_score,
  cast(monetary_score as integer) as monetary_score,
  case when is_large then 'important_' else 'general_' end || case
    when is_recent and is_frequent then 'value'
    when is_frequent then 'keep'
    when is_recent then 'develop'
    else 'win_back'
  end as value_group,
  case
    when $segment_map = 'rf' then case
      when recency_score <= 2 and frequency_score <= 2 then 'hibernating'
      when recency_score <= 2 and frequency_score in (3, 4) then 'at_risk'
      when recency_score <= 2 and frequency_score = 5 then 'cant_loose'
      when recency_score = 3 and frequency_score <= 2 then 'about_to_sleep'
      when recency_score = 3 and frequency_score = 3 then 'need_attention'
      when recency_score in (3, 4) and frequency_score >= 4 then 'loyal_customers'
      when recency_score = 4 and frequency_score = 1 then 'promising'
      when recency_score = 5 and frequency_score = 1 then 'new_customers'
      when recency_score >= 4 and frequency_score in (2, 3) then 'potential_loyalists'
      when recency_score = 5 and frequency_score >= 4 then 'champions'
    end
    when recency_score = 5 and frequency_score = 5 and monetary_score = 5 then 'champions'
    when recency_score between 3 and 5 and frequency_score between 3 and 5 and monetary_score between 2 and 5 then 'potential_loyalists'
    when recency_score between 2 and 4 and frequency_score between 2 and 4 and monetary_score between 2 and 4 then 'loyal_customers'
    when recency_score between 3 and 4 and frequency_score between 1 and 3 and monetary_score between 3 and 5 then 'promising'
    when recency_score between 4 and 5 and frequency_score between 1 and 3 then 'new_customers'
    when recency_score between 1 and 2 and frequency_score between 3 and 4 and monetary_score between 4 and 5 then 'cant_loose'
    when recency_score between 1 and 2 and frequency_score between 2 and 5 and monetary_score between 4 and 5 then 'at_risk'
    when recency_score between 1 and 3 and frequency_score between 3 and 5 and monetary_score between 3 and 5 then 'need_attention'
    when recency_score between 2 and 3 and frequency_score between 1 and 3 and monetary_score between 1 and 4 then 'about_to_sleep'
    when recency_score = 1 then 'lost'
    else 'others'
  end as segment
from scored
