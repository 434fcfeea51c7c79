-- The customers behind a mark of the complaints page. $method says what $of names: a dimension of complaints received in the
-- period (with $into a root cause as well), the stage they wait in at its end, or what became of them.
select distinct complaint_case.customer_key as customer_key
from complaint_case
left join store on store.store_key = complaint_case.store_key
where $who = 'complaint_about'
  and complaint_case.customer_key is not null
  and complaint_case.complaint_id in (select complaint_id from selected_complaint)
  and (
    (
      complaint_case.received_on between $from and $to
      and (
        (
          case $method
            when 'category' then complaint_case.complaint_category
            when 'subcategory' then complaint_case.complaint_subcategory
            when 'root_cause' then complaint_case.root_cause
            when 'product' then complaint_case.product_id
            when 'store' then store.store_id
            when 'region' then store.region
            when 'channel' then complaint_case.channel
            when 'received_via' then complaint_case.received_via
            when 'severity' then complaint_case.severity
            when 'resolution' then complaint_case.resolution
          end = $of
          and ($into = '' or complaint_case.root_cause = $into)
        )
        or ($method = 'late' and not complaint_case.is_responded_in_time)
        or ($method = 'repeat' and date_diff('day', complaint_case.previous_received_on, complaint_case.received_on) <= 90)
        or ($method = 'compensated' and complaint_case.compensation_amount > 0)
      )
    )
    or (
      ($method = 'stage' or ($method = 'overdue' and complaint_case.received_on + 7 < $to))
      and complaint_case.complaint_id in (
        select complaint_id
        from complaint_stage
        where entered_on <= $to
          and (left_on is null or left_on > $to)
          and (
            ($method = 'stage' and stage = $of)
            or ($method = 'overdue' and stage not in ('answered', 'followed_up'))
          )
      )
    )
  )
