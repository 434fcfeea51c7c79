-- How many customers stand at each score of recency and frequency, and what do they buy?
select
  recency_score,
  frequency_score,
  reg_count(sum(customers)) as customers,
  reg_ratio(sum(customers), sum(sum(customers)) over ()) as share_of_customers,
  reg_money(sum(monetary)) as amount,
  reg_ratio(sum(monetary), sum(sum(monetary)) over ()) as share_of_amount,
  reg_ratio(sum(recency_days), sum(customers)) as mean_recency_days,
  reg_ratio(sum(frequency), sum(customers)) as mean_frequency,
  reg_ratio(sum(monetary), sum(customers)) as mean_amount,
  reg_ratio(sum(monetary_score * customers), sum(customers)) as mean_monetary_score
from selected_score_count
where side = 'now'
group by recency_score, frequency_score
order by recency_score desc, frequency_score
