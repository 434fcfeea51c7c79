-- The segment that scores from one to five stand for in the map that is asked for, by its place: 25 R + 5 F + M.
with fifth as (
  select score
  from (values (1), (2), (3), (4), (5)) as fifth (score)
),
scored as (
  select
    recency.score as recency_score,
    frequency.score as frequency_score,
    monetary.score as monetary_score
  from fifth as recency
  cross join fifth as frequency
  cross join fifth as monetary
)
select
  reg_count(25 * recency_score + 5 * frequency_score + monetary_score) as segment_place,
  case $segment_map
    when 'rfm' then case
      when recency_score = 5 and frequency_score = 5 and monetary_score = 5 then 'champions'
      when recency_score >= 3 and frequency_score >= 3 and monetary_score >= 2 then 'potential_loyalists'
      when recency_score between 2 and 4 and frequency_score between 2 and 4 and monetary_score between 2 and 4 then 'loyal_customers'
      when recency_score between 3 and 4 and frequency_score <= 3 and monetary_score >= 3 then 'promising'
      when recency_score >= 4 and frequency_score <= 3 then 'new_customers'
      when recency_score <= 2 and frequency_score between 3 and 4 and monetary_score >= 4 then 'cant_loose'
      when recency_score <= 2 and frequency_score >= 2 and monetary_score >= 4 then 'at_risk'
      when recency_score <= 3 and frequency_score >= 3 and monetary_score >= 3 then 'need_attention'
      when recency_score between 2 and 3 and frequency_score <= 3 and monetary_score <= 4 then 'about_to_sleep'
      when recency_score = 1 then 'lost'
      else 'others'
    end
    else case
      when recency_score <= 2 and frequency_score <= 2 then 'hibernating'
      when recency_score <= 2 and frequency_score <= 4 then 'at_risk'
      when recency_score <= 2 then 'cant_loose'
      when recency_score = 3 and frequency_score <= 2 then 'about_to_sleep'
      when recency_score = 3 and frequency_score = 3 then 'need_attention'
      when recency_score <= 4 and frequency_score >= 4 then 'loyal_customers'
      when recency_score = 4 and frequency_score = 1 then 'promising'
      when recency_score = 5 and frequency_score = 1 then 'new_customers'
      when frequency_score <= 3 then 'potential_loyalists'
      else 'champions'
    end
  end as segment
from scored
