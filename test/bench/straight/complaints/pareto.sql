with standing as (
  select complaint_id, is_open
  from case_step
  where entered_on <= $to
    and (left_on is null or left_on > $to)
),
followed as (
  select
    complaint_id,
    lag(received_on) over (partition by customer_id, root_cause order by received_at, complaint_id) as previous_received_on
  from complaints
  where customer_id is not null
    and root_cause is not null
),
counted as (
  select
    member,
    coalesce(max(member_name), member) as label,
    count(*) as complaints,
    count(distinct customer_id) as customers,
    count(case when standing.is_open then 1 end) as open_complaints,
    count(case when not standing.is_open then 1 end) as closed_complaints,
    count(case when received_on - previous_received_on <= $repeat_days then 1 end) as repeats,
    reg_money(sum(compensation_amount)) as compensation_amount
  from case_lens
  left join standing on standing.complaint_id = case_lens.complaint_id
  left join followed on followed.complaint_id = case_lens.complaint_id
  where received_on between $from and $to
  group by member
)
select
  member,
  label,
  complaints,
  reg_ratio(complaints, sum(complaints) over ()) as complaint_share,
  reg_ratio(
    sum(complaints) over (order by member is null, complaints desc, member rows between unbounded preceding and current row),
    sum(complaints) over ()
  ) as cumulative_share,
  customers,
  open_complaints,
  closed_complaints,
  reg_ratio(closed_complaints, sum(closed_complaints) over ()) as closed_share,
  repeats,
  compensation_amount
from counted
order by member is null, complaints desc, member
