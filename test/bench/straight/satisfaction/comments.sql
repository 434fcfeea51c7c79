select
  kept_comment.answered_on as answered_on,
  stores.name as store,
  kept_comment.mood as mood,
  reg_number(kept_comment.nps) as nps,
  reg_number(kept_comment.csat) as csat,
  kept_comment.comment as comment,
  kept_comment.survey_id as survey_id,
  count(*) over () as total_comments
from kept_comment
join placed_survey on placed_survey.survey_id = kept_comment.survey_id
left join stores on stores.store_id = placed_survey.store_id
where ($mood = 'all' or kept_comment.mood = $mood)
  and ($search = '' or lower(kept_comment.comment) like '%' || lower($search) || '%')
order by answered_on desc, survey_id desc
limit $limit offset $offset
