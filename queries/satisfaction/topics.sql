-- What did people write lately, comments of the same words counted together?
with latest as (
  select
    mood,
    comment
  from selected_comment
  where answered_on between $from and $to
  order by answered_on desc, survey_id desc
  limit 20000
)
select
  mood,
  comment,
  reg_count(count(*)) as n
from latest
group by mood, comment
order by mood, comment
