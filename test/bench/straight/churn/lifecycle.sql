with active as (
  select span.bucket as bucket, visited_day.customer_id as customer_id
  from span_of_bucket as span
  join visited_day on visited_day.day between span.starts_on and span.ends_on
  group by span.bucket, visited_day.customer_id
),
opening as (
  select span.bucket as bucket, spaced_day.customer_id as customer_id, min(spaced_day.day) as day, min(spaced_day.previous_day) as previous_day,
    bool_or(spaced_day.previous_day is null) as is_new
  from span_of_bucket as span
  join spaced_day on spaced_day.day between span.starts_on and span.ends_on
  group by span.bucket, spaced_day.customer_id
),
active_count as (
  select
    active.bucket as bucket,
    count(*) as customers,
    count(case when opening.is_new then 1 end) as fresh,
    count(case when not opening.is_new and opening.day - opening.previous_day > $inactive_days then 1 end) as resurrected
  from active
  left join opening on opening.bucket = active.bucket and opening.customer_id = active.customer_id
  group by active.bucket
),
kept_turn as (
  select *
  from spaced_day
  where true
    and (customer_id, day) in (select customer_id, day from visited_day) -- $region $store $channel $category $grade
),
lapse_count as (
  select span.bucket as bucket, count(*) as customers
  from span_of_bucket as span
  join kept_turn on kept_turn.day + $inactive_days + 1 between span.starts_on and span.ends_on
  where (next_day is null or next_day > day + $inactive_days)
    and (day < span.starts_on or next_day is null or next_day > span.ends_on)
  group by span.bucket
),
standing as (
  select
    edge.bucket as bucket,
    edge.is_start as is_start,
    count(*) as customers
  from (
    select bucket, true as is_start, starts_on - 1 as day from span_of_bucket
    union all
    select bucket, false, ends_on from span_of_bucket
  ) as edge
  join kept_turn
    on kept_turn.day <= edge.day
    and kept_turn.day >= edge.day - $inactive_days
    and (kept_turn.next_day is null or kept_turn.next_day > edge.day)
  group by edge.bucket, edge.is_start
),
counted as (
  select
    span.bucket as bucket,
    coalesce(active_count.customers, 0) as active,
    coalesce(active_count.fresh, 0) as fresh,
    coalesce(active_count.resurrected, 0) as resurrected,
    coalesce(lapse_count.customers, 0) as lapsed,
    coalesce(at_start.customers, 0) as at_start,
    coalesce(at_end.customers, 0) as at_end
  from span_of_bucket as span
  left join active_count on active_count.bucket = span.bucket
  left join lapse_count on lapse_count.bucket = span.bucket
  left join standing as at_start on at_start.bucket = span.bucket and at_start.is_start
  left join standing as at_end on at_end.bucket = span.bucket and not at_end.is_start
)
select
  bucket,
  active as active_customers,
  fresh as new_customers,
  active - fresh - resurrected as returning_customers,
  resurrected as resurrected_customers,
  lapsed as lapsed_customers,
  at_start as customers_at_start,
  at_end as customers_at_end,
  at_end - at_start - fresh - resurrected + lapsed as moved_customers
from counted
where active > 0
  or at_start > 0
order by bucket
