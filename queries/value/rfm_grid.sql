-- How many customers stand at each score of recency and frequency, and what do they buy?
select
  recency_score,
  frequency_score,
  count(*) as customers,
  reg_ratio(count(*), sum(count(*)) over ()) as share_of_customers,
  reg_money(sum(monetary)) as amount,
  reg_ratio(sum(monetary), sum(sum(monetary)) over ()) as share_of_amount,
  reg_ratio(sum(recency_days), count(*)) as mean_recency_days,
  reg_ratio(sum(frequency), count(*)) as mean_frequency,
  reg_ratio(sum(monetary), count(*)) as mean_amount,
  reg_ratio(sum(monetary_score), count(*)) as mean_monetary_score
from selected_score
where side = 'now'
group by recency_score, frequency_score
order by recency_score desc, frequency_score
