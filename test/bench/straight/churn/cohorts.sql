with any_day as (
  select customer_id, day
  from purchase_day
  where $counting = 'purchases'
  union all
  select distinct customer_id, day
  from purchases
  where $counting = 'any_order'
    and customer_id is not null
    and order_id not in (select order_id from purchases where kind = 'cancel')
    and customer_id in (select customer_id from customer_segments where segment in (select unnest($segment)))
),
kept_day as (
  select distinct customer_id, day
  from kept_checkout
  where customer_id is not null
    and (net_amount > 0 or $counting = 'any_order')
),
last_known as (
  select least($to, max(day)) as day
  from purchases
),
active_month as (
  select distinct
    customer_id,
    reg_month(day) as month
  from any_day
  where day <= (select day from last_known)
),
first_day as (
  select
    customer_id,
    min(day) as day
  from any_day
  group by customer_id
),
member as (
  select distinct
    kept_day.customer_id as customer_id,
    reg_month(kept_day.day) as cohort
  from kept_day
  join first_day on first_day.customer_id = kept_day.customer_id
  where kept_day.day >= reg_month($from)
    and kept_day.day <= (select day from last_known)
    and ($start = 'recurring' or kept_day.day = first_day.day)
),
known_month as (
  select distinct reg_month(day) as month
  from calendar
  where day >= reg_month($from)
    and day <= (select day from last_known)
),
seen as (
  select
    member.cohort as cohort,
    active_month.month as month,
    count(*) as customers
  from member
  join active_month on active_month.customer_id = member.customer_id and active_month.month >= member.cohort
  where $measure = 'on'
  group by member.cohort, active_month.month
  union all
  select
    member.cohort,
    known_month.month,
    count(*)
  from member
  join (select customer_id, max(month) as month from active_month group by customer_id) as latest
    on latest.customer_id = member.customer_id
  join known_month on known_month.month >= member.cohort and known_month.month <= latest.month
  where $measure = 'on_or_after'
  group by member.cohort, known_month.month
),
cohort_size as (
  select
    cohort,
    count(*) as customers
  from member
  group by cohort
),
counted as (
  select
    cohort_size.cohort as cohort,
    known_month.month as month,
    cohort_size.customers as customers,
    coalesce(seen.customers, 0) as retained
  from cohort_size
  join known_month on known_month.month >= cohort_size.cohort
  left join seen on seen.cohort = cohort_size.cohort and seen.month = known_month.month
),
cell as (
  select
    cohort,
    12 * (extract(year from month) - extract(year from cohort)) + extract(month from month) - extract(month from cohort) as month_index,
    customers,
    retained,
    case
      when $versus = 'previous' and month > cohort then lag(retained) over (partition by cohort order by month)
      else customers
    end as base,
    reg_add_months(month, 1) > (select day from last_known) + 1 as is_unfinished
  from counted
),
answered as (
  select
    cohort,
    month_index,
    customers,
    retained,
    base,
    reg_ratio(retained, base) as rate,
    is_unfinished,
    $measure = 'on_or_after' or $versus = 'first' as is_part
  from cell
  union all
  select
    null,
    month_index,
    sum(customers),
    sum(retained),
    sum(base),
    case when $mean = 'weighted' then reg_ratio(sum(retained), sum(base)) else avg(reg_ratio(retained, base)) end,
    false,
    ($measure = 'on_or_after' or $versus = 'first') and $mean = 'weighted' and $start = 'first_time'
  from cell
  where not is_unfinished
  group by month_index
)
select
  cohort,
  reg_count(month_index) as month_index,
  reg_count(customers) as customers,
  reg_count(retained) as retained_customers,
  reg_count(base) as base_customers,
  rate as retention_rate,
  case when is_part then reg_wilson_low(retained, base) end as retention_rate_low,
  case when is_part then reg_wilson_high(retained, base) end as retention_rate_high,
  is_unfinished
from answered
order by cohort nulls last, month_index
