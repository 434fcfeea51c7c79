-- The customers behind a mark of the complaints page, among the complaints that its filters keep. $method says which complaints:
--                                received in the period: all when empty; `late`, `repeat`, `compensated`; of a dimension it names,
--                                those whose member is $of (empty: not known)
-- `followed_up`, `dissatisfied`  followed up in the period
-- `closed`                       closed in it, for the last time up to its end
-- `entered`                      entered the stage $of in it
-- `stage`, `open`, `overdue`     waiting at its end, at the stage $of or, when empty, at any
with standing as (
  select
    complaint_id,
    case
      when $method = 'stage' then true
      when $method = 'overdue' then is_open and date_diff('day', received_on, $to) > $due_days
      else is_open
    end as is_meant
  from selected_case_step
  where entered_on <= $to
    and (left_on is null or left_on > $to)
    and ($of = '' or stage = $of)
),
closing as (
  select complaint_id
  from selected_case_step
  where stage = $closed_by
    and entered_on <= $to
  group by complaint_id
  having max(entered_on) >= $from
),
entering as (
  select complaint_id
  from selected_case_step
  where stage = $of
    and entered_on between $from and $to
)
select distinct received.customer_key as customer_key
from selected_case as received
left join store on store.store_key = received.store_key
where $who = 'complaint_about'
  and received.customer_key is not null
  and case
    when $method in ('stage', 'open', 'overdue') then
      received.complaint_id in (select complaint_id from standing where is_meant)
    when $method = 'closed' then received.complaint_id in (select complaint_id from closing)
    when $method = 'entered' then received.complaint_id in (select complaint_id from entering)
    when $method in ('followed_up', 'dissatisfied') then
      reg_day(received.followed_up_at) between $from and $to
      and ($method = 'followed_up' or received.follow_up_score < $satisfied_from)
    when received.received_on < $from or received.received_on > $to then false
    when $method = 'late' then not received.is_responded_in_time
    when $method = 'repeat' then
      date_diff('day', received.previous_received_on, received.received_on) <= $repeat_days
    when $method = 'compensated' then received.compensation_amount > 0
    when $method = '' then true
    else
      coalesce(
        case $method
          when 'category' then received.complaint_category
          when 'subcategory' then received.complaint_subcategory
          when 'root_cause' then received.root_cause
          when 'product' then received.product_id
          when 'store' then store.store_id
          when 'region' then store.region
          when 'channel' then received.channel
          when 'received_via' then received.received_via
          when 'severity' then received.severity
          when 'resolution' then received.resolution
        end,
        ''
      ) = $of
  end
