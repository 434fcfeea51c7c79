-- How often buyers have come back, each number once; nothing while the data gate is shut.
select distinct repeats
from buyer_history
where part = 1
order by repeats
