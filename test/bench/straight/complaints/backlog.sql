with standing as (
  select
    case_bucket.bucket as bucket,
    reg_number(case_bucket.ends_on - case_step.received_on) as age_days
  from case_bucket
  join case_step
    on case_step.entered_on <= case_bucket.ends_on
    and (case_step.left_on is null or case_step.left_on > case_bucket.ends_on)
  where case_step.is_open
)
select
  case_bucket.bucket as bucket,
  max(case_bucket.ends_on) as ends_on,
  count(age_days) as open_complaints,
  quantile_cont(age_days, 0.5) as median_age_days,
  max(age_days) as oldest_age_days,
  count(case when age_days > $due_days then 1 end) as overdue
from case_bucket
left join standing on standing.bucket = case_bucket.bucket
group by case_bucket.bucket
order by bucket
