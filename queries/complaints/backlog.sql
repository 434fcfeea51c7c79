-- How many complaints were open at the end of each bucket, and for how long?
with open_step as (
  select
    complaint_id,
    received_on,
    entered_on,
    left_on
  from selected_case_step
  where is_open
    and (left_on is null or left_on > entered_on)
    and entered_on <= $to
    and (left_on is null or left_on >= $from)
),
standing as (
  select
    case_bucket.bucket as bucket,
    open_step.complaint_id as complaint_id,
    reg_number(date_diff('day', open_step.received_on, case_bucket.ends_on)) as age_days
  from selected_case_bucket as case_bucket
  cross join open_step
  where open_step.entered_on <= case_bucket.ends_on
    and (open_step.left_on is null or open_step.left_on > case_bucket.ends_on)
),
counted as (
  select
    bucket,
    count(*) as open_complaints,
    reg_median(age_days) as median_age_days,
    max(age_days) as oldest_age_days,
    count(case when age_days > $due_days then 1 end) as overdue
  from standing
  group by bucket
)
select
  case_bucket.bucket as bucket,
  case_bucket.ends_on as ends_on,
  case when loaded.has_stages then reg_count(coalesce(counted.open_complaints, 0)) end as open_complaints,
  counted.median_age_days as median_age_days,
  counted.oldest_age_days as oldest_age_days,
  case when loaded.has_stages then reg_count(coalesce(counted.overdue, 0)) end as overdue
from selected_case_bucket as case_bucket
cross join loaded
left join counted on counted.bucket = case_bucket.bucket
order by case_bucket.bucket
