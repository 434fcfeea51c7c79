-- R and F of those who are alike in days and times, as scores from one to five, and whether they are high; per side, as selected_score
-- says. By rank_first frequency_score is the least of those with equal frequencies, most_score the most, and less_frequent counts who
-- bought less often.
with placed as (
  select
    side_key,
    recency_days,
    frequency,
    sum(customers) over (partition by side_key, frequency) as alike,
    sum(customers) over (partition by side_key order by frequency) as up_to
  from selected_likeness
)
select
  placed.side_key as side_key,
  placed.recency_days as recency_days,
  placed.frequency as frequency,
  cast(
    case $scoring
      when 'cut_points' then 5 - reg_reached(placed.recency_days, edge.recency_1, edge.recency_2, edge.recency_3, edge.recency_4)
      when 'fixed' then case
        when placed.recency_days <= $recency_5 then 5
        when placed.recency_days <= $recency_4 then 4
        when placed.recency_days <= $recency_3 then 3
        when placed.recency_days <= $recency_2 then 2
        else 1
      end
      else 5 - reg_exceeded(placed.recency_days, edge.recency_1, edge.recency_2, edge.recency_3, edge.recency_4)
    end
    as integer
  ) as recency_score,
  cast(
    case $scoring
      when 'quantile' then
        reg_number(1 + reg_exceeded(placed.frequency, edge.frequency_1, edge.frequency_2, edge.frequency_3, edge.frequency_4))
      when 'rank_first' then reg_fifth(placed.up_to - placed.alike, edge.customers)
      when 'cut_points' then
        reg_number(1 + reg_reached(placed.frequency, edge.frequency_1, edge.frequency_2, edge.frequency_3, edge.frequency_4))
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
  cast(reg_fifth(placed.up_to - 1, edge.customers) as integer) as most_score,
  placed.up_to - placed.alike as less_frequent,
  edge.customers as customers,
  case $split
    when 'threshold' then placed.recency_days <= $recency_high
    else placed.recency_days * edge.customers <= edge.all_recency_days
  end as is_recent,
  case $split
    when 'threshold' then placed.frequency >= $frequency_high
    else placed.frequency * edge.customers >= edge.all_frequency
  end as is_frequent
from placed
join selected_limit as edge on edge.side_key = placed.side_key
