-- What did people write?
select
  comment.answered_on as answered_on,
  coalesce(store.name, store.store_id) as store,
  comment.mood as mood,
  reg_number(comment.nps) as nps,
  reg_number(comment.csat) as csat,
  comment.comment as comment,
  comment.survey_id as survey_id,
  reg_count(count(*) over ()) as total_comments
from selected_comment as comment
left join selected_store as store on store.store_key = comment.store_key
where comment.answered_on between $from and $to
  and ($mood = 'all' or comment.mood = $mood)
  and ($search = '' or reg_mentions(comment.comment, $search))
order by answered_on desc, survey_id desc
limit $limit offset $offset
