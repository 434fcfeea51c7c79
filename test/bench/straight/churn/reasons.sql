with last_known as (
  select least($to, last_day) as day
  from chain
),
landmark as (
  select
    customer_id,
    max(case when day < $from then day end) as last_day,
    count(case when day between $from - $lookback_days and $from - 1 then 1 end) as occasions,
    count(case when day < $from then 1 end) as all_occasions,
    bool_or((next_day is null or next_day > day + $inactive_days) and day + $inactive_days + 1 between $from and (select day from last_known)) as has_lapsed
  from spaced_day
  where day <= $to
    and $from <= (select day from last_known)
  group by customer_id
  having max(case when day < $from then day end) >= $from - $inactive_days - 1
),
standing as (
  select
    customer_id,
    case when has_lapsed then 1 else 0 end as lapsed,
    all_occasions,
    10 * case when occasions <= 2 then occasions when occasions <= 4 then 3 when occasions <= 9 then 4 else 5 end
      + case when 3 * ($from - last_day) <= $inactive_days then 1 when 3 * ($from - last_day) <= 2 * $inactive_days then 2 else 3 end as stratum
  from landmark
  where true
    and (customer_id, last_day) in (select customer_id, day from visited_day) -- $region $store $channel $category $grade
),
late as (
  select complaints.complaint_id as complaint_id
  from complaints
  join calendar on calendar.day = complaints.received_on
  left join (select complaint_id, min(day) as day from complaint_events where stage <> 'received' group by complaint_id) as responded
    on responded.complaint_id = complaints.complaint_id
  where responded.day > calendar.next_working_day
    or (
      responded.day is null
      and calendar.next_working_day < greatest((select max(received_on) from complaints), (select max(day) from complaint_events))
    )
),
event as (
  select customer_id, 'complaint' as factor, cast(null as text) as detail, false as is_asked, true as is_met, received_on as day
  from complaints
  union all
  select customer_id, 'complaint_about', category, false, true, received_on
  from complaints
  union all
  select customer_id, 'complaint_late', null, false, true, received_on
  from complaints
  where complaint_id in (select complaint_id from late)
  union all
  select placed_survey.customer_id, 'low_nps', null, true, nps <= 6, answered_on
  from surveys join placed_survey using (survey_id)
  where nps is not null
  union all
  select placed_survey.customer_id, 'low_csat', null, true, csat <= 2, answered_on
  from surveys join placed_survey using (survey_id)
  where csat is not null
  union all
  select placed_survey.customer_id, 'low_ces', null, true, ces <= 3, answered_on
  from surveys join placed_survey using (survey_id)
  where ces is not null
  union all
  select customer_id, 'enquiry_late', null, false, true, contacted_on
  from service_contacts
  join calendar on calendar.day = service_contacts.contacted_on
  where kind = 'enquiry'
    and (
      responded_on > calendar.next_working_day
      or (responded_on is null and calendar.next_working_day < (select max(contacted_on) from service_contacts))
    )
  union all
  select customer_id, 'returned', null, false, true, day
  from any_checkout
  where net_amount < 0
  union all
  select customer_id, 'opted_out', null, false, true, ends_before
  from agreed_span
  where ends_before is not null
),
met as (
  select event.factor as factor, event.detail as detail, event.is_asked as is_asked, bool_or(event.is_met) as is_met, stratum, lapsed, event.customer_id
  from event
  join standing on standing.customer_id = event.customer_id
  where event.day between $from - $lookback_days and $from - 1
  group by event.factor, event.detail, event.is_asked, event.customer_id, stratum, lapsed
  union all
  select 'join_channel', customers.join_channel, false, true, stratum, lapsed, standing.customer_id
  from standing
  join customers on customers.customer_id = standing.customer_id
  where customers.join_channel is not null
  union all
  select 'bought_once', null, false, true, stratum, lapsed, customer_id
  from standing
  where all_occasions = 1
  union all
  select 'everybody', null, true, false, stratum, lapsed, customer_id
  from standing
)
select
  factor,
  detail,
  is_asked,
  stratum,
  count(case when is_met and lapsed = 1 then 1 end) as exposed_lapsed,
  count(case when is_met and lapsed = 0 then 1 end) as exposed_stayed,
  count(case when lapsed = 1 then 1 end) as all_lapsed,
  count(case when lapsed = 0 then 1 end) as all_stayed
from met
group by factor, detail, is_asked, stratum
order by factor, detail nulls first, stratum
