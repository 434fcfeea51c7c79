select 'frequency' as measure, frequency_score as score, count(*) as customers, reg_number(min(frequency)) as lowest, reg_number(max(frequency)) as highest, reg_number(avg(frequency)) as mean
from scored_buyer
where side = 'now'
group by frequency_score
union all
select 'monetary', monetary_score, count(*), reg_number(min(monetary)), reg_number(max(monetary)), reg_number(avg(monetary))
from scored_buyer
where side = 'now'
group by monetary_score
union all
select 'recency', recency_score, count(*), reg_number(min(recency_days)), reg_number(max(recency_days)), reg_number(avg(recency_days))
from scored_buyer
where side = 'now'
group by recency_score
order by measure, score
