with followed as (
  select complaint_id, min(day) as day
  from complaint_events
  where stage = 'followed_up'
  group by complaint_id
),
counted as (
  select
    reg_bucket($grain, followed.day, $from) as bucket,
    count(*) as followed_up,
    count(follow_up_score) as score_n,
    avg(follow_up_score) as score,
    count(case when follow_up_score >= $satisfied_from then 1 end) as satisfied
  from followed
  join kept_case on kept_case.complaint_id = followed.complaint_id
  where followed.day between $from and $to
  group by reg_bucket($grain, followed.day, $from)
)
select
  bucket,
  followed_up,
  score_n,
  score,
  satisfied,
  reg_ratio(satisfied, score_n) as satisfied_share,
  reg_wilson_low(satisfied, score_n) as satisfied_share_low,
  reg_wilson_high(satisfied, score_n) as satisfied_share_high
from counted
order by bucket
