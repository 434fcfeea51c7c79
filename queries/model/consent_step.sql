-- How many customers agree to be reached on some channel, as steps between days that add up: see the aspects. Times that touch are one.
-- agreeing   by the day of a purchase and a day on which who bought on it last comes to agree (1) or ceases to (-1)
-- agreed     who had agreed, by home store: from the end of one time (null before the first) to the start of the next; an end is -1
-- withdrawn  who ceased to agree on some channel, by home store: from one day of it (null before the first) to the next
with entry as (
  select
    customer_key,
    starts_on,
    coalesce(ends_before, reg_date('2299-12-31')) as ends_before
  from consent_span
),
followed as (
  select
    customer_key,
    starts_on,
    max(ends_before) over (
      partition by customer_key order by starts_on, ends_before rows between unbounded preceding and current row
    ) as open_before,
    row_number() over (partition by customer_key order by starts_on, ends_before) as nth
  from entry
),
started as (
  select
    customer_key,
    nth,
    starts_on,
    lag(nullif(open_before, null)) over (partition by customer_key order by nth) as was_open_before,
    open_before
  from followed
),
numbered as (
  select
    customer_key,
    starts_on,
    open_before,
    sum(case when was_open_before >= starts_on then 0 else 1 end) over (
      partition by customer_key order by nth rows between unbounded preceding and current row
    ) as stretch
  from started
),
agreed as (
  select
    customer_key,
    stretch,
    min(starts_on) as starts_on,
    nullif(max(open_before), reg_date('2299-12-31')) as ends_before
  from numbered
  group by customer_key, stretch
),
piece as (
  select
    visit.day as day,
    greatest(visit.day, agreed.starts_on) as starts_on,
    least(coalesce(visit.next_day, agreed.ends_before), coalesce(agreed.ends_before, visit.next_day)) as ends_before
  from agreed
  join visit on visit.customer_key = agreed.customer_key
  where visit.opens_day
    and (agreed.ends_before is null or agreed.ends_before > visit.day)
    and (visit.next_day is null or visit.next_day > agreed.starts_on)
),
step as (
  select
    'agreeing' as aspect,
    cast(null as integer) as home_store_key,
    day,
    starts_on as next_day,
    1 as customers
  from piece
  union all
  select 'agreeing', cast(null as integer), day, ends_before, -1
  from piece
  where ends_before is not null
  union all
  select 'agreed', customer.home_store_key, followed.day, followed.next_day, followed.customers
  from (
    select
      customer_key,
      lag(nullif(ends_before, null)) over (partition by customer_key order by stretch) as day,
      starts_on as next_day,
      1 as customers
    from agreed
    union all
    select customer_key, ends_before, ends_before, -1
    from agreed
    where ends_before is not null
  ) as followed
  join customer on customer.customer_key = followed.customer_key
  union all
  select 'withdrawn', customer.home_store_key, withdrawal.day, withdrawal.next_day, 1
  from (
    select
      customer_key,
      lag(nullif(ends_before, null)) over (partition by customer_key order by ends_before) as day,
      ends_before as next_day
    from (
      select distinct customer_key, ends_before
      from consent_span
      where ends_before is not null
    ) as ended
  ) as withdrawal
  join customer on customer.customer_key = withdrawal.customer_key
)
select
  aspect,
  home_store_key,
  day,
  next_day,
  reg_count(sum(customers)) as customers
from step
group by aspect, home_store_key, day, next_day
having sum(customers) <> 0
