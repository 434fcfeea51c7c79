-- Of the customers who started in a month, or bought in it, how many buy in the months after?
-- member  who belongs to which cohort, where that cannot be read off the months themselves; since when, if that must be the first
--         purchase day of all
-- stepped who of the whole chain came to buy in a month of a cohort, and who went on to a later one
-- tally   by cohort and later month: who bought in it, and for whom it was the last month with a purchase
-- cell    every month from the cohort's own to the last known one; retained customers are measured against base_customers
with last_known as (
  select least($to, last_day) as day
  from data_span
),
active as (
  select
    activity.customer_key as customer_key,
    activity.month as month,
    activity.since as since,
    case when activity.next_first_day <= last_known.day then 0 else 1 end as is_last
  from selected_active_month as activity
  cross join last_known
  where activity.first_day <= last_known.day
    and activity.month >= reg_month($from)
),
member as (
  select
    customer_key,
    month as cohort,
    cast(null as date) as since
  from active
  where $start = 'recurring'
    and reg_unfiltered($region, $store, $channel, $category, $grade)
  union all
  select distinct
    activity.customer_key,
    reg_month(activity.day),
    cast(null as date)
  from selected_activity as activity
  cross join last_known
  where $start = 'recurring'
    and not reg_unfiltered($region, $store, $channel, $category, $grade)
    and activity.day between reg_month($from) and last_known.day
  union all
  select distinct
    activity.customer_key,
    reg_month(activity.day),
    activity.day
  from selected_activity as activity
  cross join last_known
  where $start = 'first_time'
    and not reg_unfiltered($region, $store, $channel, $category, $grade)
    and activity.day between reg_month($from) and last_known.day
    and activity.may_open
),
stepped as (
  select
    step.cohort as cohort,
    reg_month(step.next_day) as month,
    step.customers as customers,
    0 as going_on
  from selected_cohort_step as step
  cross join last_known
  where $start = 'first_time'
    and step.cohort >= reg_month($from)
    and step.next_day <= last_known.day
  union all
  select
    step.cohort,
    step.month,
    0,
    step.customers
  from selected_cohort_step as step
  cross join last_known
  where $start = 'first_time'
    and step.month is not null
    and step.cohort >= reg_month($from)
    and step.next_day <= last_known.day
),
tally as (
  select
    cohort,
    month,
    sum(customers) as customers,
    sum(customers) - sum(going_on) as last_seen
  from stepped
  group by cohort, month
  union all
  select
    reg_month(since),
    month,
    count(*),
    sum(is_last)
  from active
  where $start = 'first_time'
    and reg_unfiltered($region, $store, $channel, $category, $grade)
    and not (reg_empty($segment) and reg_holds($scope, '*'))
    and since >= reg_month($from)
  group by reg_month(since), month
  union all
  select
    member.cohort,
    active.month,
    count(*),
    sum(active.is_last)
  from member
  join active on active.customer_key = member.customer_key
  where active.month >= member.cohort
    and ($start = 'recurring' or active.since = member.since)
  group by member.cohort, active.month
),
cohort_size as (
  select
    cohort,
    customers
  from tally
  where month = cohort
    and $start = 'first_time'
  union all
  select
    cohort,
    count(*)
  from member
  where $start = 'recurring'
  group by cohort
),
known_month as (
  select distinct reg_month(calendar.day) as month
  from calendar
  cross join last_known
  where calendar.day between reg_month($from) and last_known.day
),
counted as (
  select
    cohort_size.cohort as cohort,
    known_month.month as month,
    cohort_size.customers as customers,
    case
      when known_month.month = cohort_size.cohort then cohort_size.customers
      when $measure = 'on' then coalesce(tally.customers, 0)
      else sum(coalesce(tally.last_seen, 0)) over (
        partition by cohort_size.cohort order by known_month.month desc rows between unbounded preceding and current row
      )
    end as retained
  from cohort_size
  cross join known_month
  left join tally
    on tally.cohort = cohort_size.cohort
    and tally.month = known_month.month
  where known_month.month >= cohort_size.cohort
),
cell as (
  select
    counted.cohort as cohort,
    date_diff('month', counted.cohort, counted.month) as month_index,
    counted.customers as customers,
    counted.retained as retained,
    case
      when $versus = 'previous' and counted.month > counted.cohort
        then lag(nullif(counted.retained, null)) over (partition by counted.cohort order by counted.month)
      else counted.customers
    end as base,
    reg_add_months(counted.month, 1) > last_known.day + 1 as is_unfinished
  from counted
  cross join last_known
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
    cast(null as date),
    month_index,
    sum(customers),
    sum(retained),
    sum(base),
    case
      when $mean = 'weighted' then reg_ratio(sum(retained), sum(base))
      else avg(reg_ratio(retained, base))
    end,
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
  reg_flag(is_unfinished) as is_unfinished
from answered
order by cohort nulls last, month_index
