-- How satisfied were customers when they were asked after their complaint?
with counted as (
  select
    reg_bucket($grain, reg_day(followed_up_at), $from) as bucket,
    count(*) as followed_up,
    count(follow_up_score) as score_n,
    avg(follow_up_score) as score,
    count(case when follow_up_score >= $satisfied_from then 1 end) as satisfied
  from selected_case
  where reg_day(followed_up_at) between $from and $to
  group by reg_bucket($grain, reg_day(followed_up_at), $from)
)
select
  bucket,
  reg_count(followed_up) as followed_up,
  reg_count(score_n) as score_n,
  case when score_n > 0 then reg_number(score) end as score,
  reg_count(satisfied) as satisfied,
  reg_ratio(satisfied, score_n) as satisfied_share,
  reg_wilson_low(satisfied, score_n) as satisfied_share_low,
  reg_wilson_high(satisfied, score_n) as satisfied_share_high
from counted
order by bucket
