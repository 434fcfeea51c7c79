-- What are complaints about, most frequent first, and how much of the whole is that?
-- standing  the stage that each complaint is in at the end of the period
with standing as (
  select
    complaint_id,
    is_open
  from selected_case_step
  where entered_on <= $to
    and (left_on is null or left_on > $to)
),
counted as (
  select
    lensed.member as member,
    max(lensed.name) as name,
    count(*) as complaints,
    count(distinct lensed.customer_key) as customers,
    reg_count(sum(case when standing.is_open then 1 when not standing.is_open then 0 end)) as open_complaints,
    reg_count(sum(case when standing.is_open then 0 when not standing.is_open then 1 end)) as closed_complaints,
    count(case when date_diff('day', lensed.previous_received_on, lensed.received_on) <= $repeat_days then 1 end) as repeats,
    sum(lensed.compensation_amount) as compensation_amount
  from selected_case_lens as lensed
  left join standing on standing.complaint_id = lensed.complaint_id
  where lensed.received_on between $from and $to
  group by lensed.member
)
select
  member,
  coalesce(name, member) as label,
  reg_count(complaints) as complaints,
  reg_ratio(complaints, sum(complaints) over ()) as complaint_share,
  reg_ratio(
    sum(complaints) over (
      order by case when member is null then 1 else 0 end, complaints desc, member
      rows between unbounded preceding and current row
    ),
    sum(complaints) over ()
  ) as cumulative_share,
  reg_count(customers) as customers,
  reg_count(open_complaints) as open_complaints,
  reg_count(closed_complaints) as closed_complaints,
  reg_ratio(closed_complaints, sum(closed_complaints) over ()) as closed_share,
  reg_count(repeats) as repeats,
  reg_money(compensation_amount) as compensation_amount
from counted
order by case when member is null then 1 else 0 end, complaints desc, member
