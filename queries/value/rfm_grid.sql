-- How many customers stand at each score of recency and frequency, and what do they buy?
select
  recency_score,
  frequency_score,
  count(*) as customers,
  reg_ratio(count(*), sum(count(*)) over ()) as share_of_customers,
  reg_money(sum(monetary)) as amount,
  reg_ratio(sum(monetary), sum(sum(monetary)) over ()) as share_of_amount,
  avg(reg_number(recency_days)) as mean_recency_days,
  avg(reg_number(frequency)) as mean_frequency,
  avg(reg_number(monetary)) as mean_amount,
  avg(reg_number(monetary_score)) as mean_monetary_score
from selected_value
where side = 'now'
group by recency_score, frequency_score
order by recency_score desc, frequency_score
