-- Complaints with the first time they reached each stage.
-- responded_on: first day on which anything happened to it; is_responded_in_time: by the end of the next working day, null
-- while that day is not over by the last day on record. previous_received_on: day of the same customer's last complaint
-- with the same root cause, null where customer or cause is not known. received_via is what the complaint came in by. category_key is the product category: that of the product
-- named, or else the main category of the order; store, channel and customer are completed from the order.
with complaint as (
  select *
  from complaints
  where complaint_id in (select complaint_id from complaint_in_build)
),
order_line as (
  select
    order_key,
    store_key,
    channel,
    customer_key,
    main_category_key,
    row_number() over (partition by order_key order by day, store_key, channel, customer_key) as line
  from purchase_order
  where order_key in (
    select reg_order_key(order_id)
    from complaint
    where order_id is not null
  )
),
progress as (
  select
    complaint_id,
    min(case when stage = 'classified' then "at" end) as classified_at,
    min(case when stage = 'investigated' then "at" end) as investigated_at,
    min(case when stage = 'resolved' then "at" end) as resolved_at,
    min(case when stage = 'answered' then "at" end) as answered_at,
    min(case when stage = 'followed_up' then "at" end) as followed_up_at,
    min(case when stage = 'reopened' then "at" end) as reopened_at,
    min(case when stage <> 'received' then "at" end) as responded_at
  from complaint_events
  where complaint_id in (select complaint_id from complaint_in_build)
  group by complaint_id
),
placed as (
  select
    complaint.complaint_id as complaint_id,
    reg_day(complaint.received_at) as received_on,
    coalesce(store_key.store_key, order_line.store_key) as store_key,
    coalesce(order_line.channel, complaint.channel) as channel,
    complaint.channel as received_via,
    coalesce(product.category_key, order_line.main_category_key) as category_key,
    coalesce(customer_key.customer_key, order_line.customer_key) as customer_key,
    complaint.product_id as product_id,
    complaint.category as complaint_category,
    complaint.subcategory as complaint_subcategory,
    complaint.severity as severity,
    complaint.root_cause as root_cause,
    complaint.resolution as resolution,
    complaint.compensation_amount as compensation_amount,
    complaint.follow_up_score as follow_up_score,
    complaint.received_at as received_at
  from complaint
  left join store_key on store_key.store_id = complaint.store_id
  left join customer_key on customer_key.customer_id = complaint.customer_id
  left join product on product.product_id = complaint.product_id
  left join order_line on order_line.order_key = reg_order_key(complaint.order_id) and order_line.line = 1
),
last_record as (
  select reg_day(
    greatest(
      (select max(received_at) from complaints),
      coalesce((select max("at") from complaint_events), (select max(received_at) from complaints))
    )
  ) as day
),
chained as (
  select
    complaint_id,
    lag(nullif(received_on, null)) over (
      partition by customer_key, root_cause order by received_at, complaint_id
    ) as previous_received_on
  from placed
  where customer_key is not null
    and root_cause is not null
),
held as (
  select customer_key, starts_on, ends_before, grade
  from grade_span
  where customer_key in (select customer_key from placed)
)
select
  placed.complaint_id as complaint_id,
  placed.received_on as received_on,
  placed.store_key as store_key,
  placed.channel as channel,
  placed.received_via as received_via,
  placed.category_key as category_key,
  placed.customer_key as customer_key,
  held.grade as grade,
  placed.product_id as product_id,
  placed.complaint_category as complaint_category,
  placed.complaint_subcategory as complaint_subcategory,
  placed.severity as severity,
  placed.root_cause as root_cause,
  placed.resolution as resolution,
  placed.compensation_amount as compensation_amount,
  placed.follow_up_score as follow_up_score,
  placed.received_at as received_at,
  progress.classified_at as classified_at,
  progress.investigated_at as investigated_at,
  progress.resolved_at as resolved_at,
  progress.answered_at as answered_at,
  progress.followed_up_at as followed_up_at,
  progress.reopened_at as reopened_at,
  reg_day(progress.responded_at) as responded_on,
  reg_flag(
    case
      when reg_day(progress.responded_at) <= calendar.next_working_day then true
      when progress.responded_at is null and calendar.next_working_day >= last_record.day then null
      else false
    end
  ) as is_responded_in_time,
  chained.previous_received_on as previous_received_on
from placed
cross join last_record
left join progress on progress.complaint_id = placed.complaint_id
left join chained on chained.complaint_id = placed.complaint_id
left join calendar on calendar.day = placed.received_on
left join held
  on held.customer_key = placed.customer_key
  and held.starts_on <= placed.received_on
  and held.ends_before > placed.received_on
