with last_known as (
  select least($to, last_day) as day
  from chain
),
stretch as (
  select
    customer_id,
    min(day) as started_on,
    min(case when next_day is null or next_day > day + $inactive_days then day + $inactive_days + 1 end) as lapses_on
  from spaced_day
  where day <= (select day from last_known)
  group by customer_id
),
first_order as (
  select
    kept_line.customer_id as customer_id,
    kept_line.day as day,
    kept_line.order_id as order_id,
    kept_line.store_id as store_id,
    kept_line.channel as channel,
    kept_line.category as category,
    sum(kept_line.net_amount) as category_amount,
    sum(sum(kept_line.net_amount)) over (partition by kept_line.order_id, kept_line.day, kept_line.store_id, kept_line.channel, kept_line.customer_id) as net_amount
  from (
    select kept_line.*, case when $by = 'category' then products.category end as category
    from kept_line
    left join products on products.product_id = kept_line.product_id
  ) as kept_line
  join stretch on stretch.customer_id = kept_line.customer_id and stretch.started_on = kept_line.day
  group by kept_line.customer_id, kept_line.day, kept_line.order_id, kept_line.store_id, kept_line.channel, kept_line.category
),
main_category as (
  select customer_id, min(category) as category
  from (
    select customer_id, category, row_number() over (partition by customer_id, order_id, store_id, channel order by category_amount desc, category) as nth
    from first_order
    where net_amount > 0
  ) as ranked
  where nth = 1
  group by customer_id
),
first_place as (
  select customer_id, day, store_id, channel
  from (
    select *, row_number() over (partition by customer_id order by store_id, channel) as nth
    from first_order
    where net_amount > 0
  ) as ranked
  where nth = 1
),
tenure as (
  select
    case $by
      when 'all' then 'all'
      when 'year' then cast(extract(year from stretch.started_on) as text)
      when 'join_channel' then customers.join_channel
      when 'category' then main_category.category
      when 'region' then stores.region
      when 'store' then first_place.store_id
      when 'channel' then first_place.channel
      when 'grade' then held_grade.grade
    end as member,
    case when $by = 'store' then stores.name end as member_name,
    coalesce(stretch.lapses_on <= last_known.day, false) as has_lapsed,
    least(stretch.lapses_on, last_known.day) - stretch.started_on as tenure_days
  from stretch
  cross join last_known
  join first_place on first_place.customer_id = stretch.customer_id
  left join main_category on main_category.customer_id = stretch.customer_id
  left join customers on customers.customer_id = stretch.customer_id
  left join stores on stores.store_id = first_place.store_id
  left join held_grade
    on held_grade.customer_id = stretch.customer_id
    and held_grade.starts_on <= stretch.started_on
    and held_grade.ends_before > stretch.started_on
  where stretch.started_on between $from and $to
),
largest as (
  select member
  from tenure
  where member is not null
  group by member
  order by count(*) desc, member
  limit 8
)
select
  member,
  coalesce(member_name, member) as label,
  tenure_days,
  count(case when has_lapsed then 1 end) as lapsed_customers,
  count(case when not has_lapsed then 1 end) as censored_customers
from tenure
where member in (select member from largest)
group by member, member_name, tenure_days
order by member, tenure_days
