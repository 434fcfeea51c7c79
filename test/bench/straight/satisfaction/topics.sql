select mood, comment, count(*) as n
from (
  select mood, comment
  from kept_comment
  order by answered_on desc, survey_id desc
  limit 20000
) as latest
group by mood, comment
order by mood, comment
