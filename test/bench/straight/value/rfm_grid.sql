select
  recency_score,
  frequency_score,
  count(*) as customers,
  reg_ratio(count(*), sum(count(*)) over ()) as share_of_customers,
  reg_money(sum(monetary)) as amount,
  reg_ratio(sum(monetary), sum(sum(monetary)) over ()) as share_of_amount,
  reg_number(avg(recency_days)) as mean_recency_days,
  reg_number(avg(frequency)) as mean_frequency,
  reg_number(avg(monetary)) as mean_amount,
  reg_number(avg(monetary_score)) as mean_monetary_score
from scored_buyer
where side = 'now'
group by recency_score, frequency_score
order by recency_score desc, frequency_score
