with side as (
  select 1 as is_current, $from as starts_on, $to as ends_on, reg_add_months(least($to, (select last_day from chain)) + 1, -12) as year_from
  union all
  select 0, $base_from, $base_to, reg_add_months(least($base_to, (select last_day from chain)) + 1, -12)
),
visit as (
  select customer_id, day
  from kept_checkout
  where customer_id is not null
    and net_amount > 0
),
active as (
  select distinct is_current, ends_on, customer_id
  from side
  join visit on visit.day between side.starts_on and side.ends_on
),
known as (
  select
    is_current,
    count(*) as customers,
    count(customers.customer_id) as on_file,
    sum(
      case when has_name then 2 else 0 end + case when has_phone then 2 else 0 end + case when has_birth_date then 1 else 0 end
        + case when gender is not null then 1 else 0 end + case when city is not null then 1 else 0 end
        + case when joined_on is not null then 1 else 0 end + case when join_channel is not null then 1 else 0 end
        + case when home_store_id is not null then 1 else 0 end
    ) as filled,
    count(case when has_phone or has_email or has_wechat_id then 1 end) as reachable,
    count(case when active.customer_id in (
      select customer_id
      from agreed_span
      where agreed_span.starts_on <= active.ends_on
        and (agreed_span.ends_before is null or agreed_span.ends_before > active.ends_on)
    ) then 1 end) as consenting
  from active
  left join customers on customers.customer_id = active.customer_id
  group by is_current
),
sold as (
  select
    is_current,
    sum(net_amount) as net_amount,
    sum(case when customer_id is not null then net_amount end) as identified,
    count(case when net_amount > 0 then 1 end) as orders
  from side
  join kept_checkout on kept_checkout.day between side.starts_on and side.ends_on
  group by is_current
),
earned as (
  select
    is_current,
    sum(net_amount) as net_amount,
    sum(net_amount - coalesce(cost_amount, reg_cost(quantity, products.unit_cost))) as margin
  from side
  join kept_line on kept_line.day between side.starts_on and side.ends_on
  left join products on products.product_id = kept_line.product_id
  where coalesce(cost_amount, products.unit_cost) is not null
  group by is_current
),
contacted as (
  select
    is_current,
    count(case when is_in_time and contacted_on between starts_on and ends_on then 1 end) as in_time,
    count(case when contacted_on between starts_on and ends_on then is_in_time end) as due,
    count(case when kind <> 'enquiry' and planned_on between starts_on and ends_on and contacted_on is not null then 1 end) as done,
    count(case when kind <> 'enquiry' and planned_on between starts_on and ends_on then 1 end) as planned,
    count(case when contacted_on between starts_on and ends_on then customer_id end) as contacts
  from side
  cross join kept_contact
  group by is_current
),
consented as (
  select
    is_current,
    count(distinct customer_id) as customers,
    count(distinct case when ends_before between side.starts_on and side.ends_on then customer_id end) as opted_out
  from side
  join agreed_span
    on agreed_span.starts_on <= side.ends_on
    and (agreed_span.ends_before is null or agreed_span.ends_before >= side.starts_on)
  where customer_id in (select customer_id from kept_customer)
  group by is_current
),
repeating as (
  select is_current, count(*) as customers, count(case when days > 1 then 1 end) as repeating
  from (
    select is_current, customer_id, count(distinct day) as days
    from side
    join visit on visit.day between side.year_from and side.ends_on
    group by is_current, customer_id
  ) as counted
  group by is_current
),
said as (
  select
    is_current,
    count(case when answered_on between starts_on and ends_on then nps end) as nps_n,
    count(case when answered_on between starts_on and ends_on and nps >= 9 then 1 end) as promoters,
    count(case when answered_on between starts_on and ends_on and nps <= 6 then 1 end) as detractors,
    count(case when answered_on between starts_on and ends_on then csat end) as csat_n,
    count(case when answered_on between starts_on and ends_on and csat >= 4 then 1 end) as satisfied,
    count(case when invited_on between starts_on and ends_on then 1 end) as invited,
    count(case when invited_on between starts_on and ends_on then answered_on end) as answered
  from side
  cross join kept_survey
  group by is_current
),
complained as (
  select is_current, count(*) as complaints
  from side
  join kept_complaint on kept_complaint.received_on between side.starts_on and side.ends_on
  group by is_current
),
measured (place, dimension, indicator, value_unit, good, is_current, value, n) as (
  select 1, 'knowledge', 'profile_completeness', 'ratio', 'up', side.is_current, reg_ratio(filled, 10 * on_file), on_file
  from side left join known on known.is_current = side.is_current
  union all
  select 2, 'knowledge', 'contact_share', 'ratio', 'up', side.is_current, case when on_file > 0 then reg_ratio(reachable, customers) end, customers
  from side left join known on known.is_current = side.is_current
  union all
  select 3, 'knowledge', 'consent_share', 'ratio', 'up', side.is_current, reg_ratio(consenting, customers), customers
  from side left join known on known.is_current = side.is_current
  union all
  select 4, 'knowledge', 'identified_share', 'ratio', 'up', side.is_current, reg_ratio(identified, net_amount), orders
  from side left join sold on sold.is_current = side.is_current
  union all
  select 5, 'interaction', 'answered_in_time_share', 'ratio', 'up', side.is_current, reg_ratio(in_time, due), due
  from side left join contacted on contacted.is_current = side.is_current
  union all
  select 6, 'interaction', 'planned_contacts_done_share', 'ratio', 'up', side.is_current, reg_ratio(done, planned), planned
  from side left join contacted on contacted.is_current = side.is_current
  union all
  select 7, 'interaction', 'contacts_per_active_customer', 'quantity', 'up', known.is_current, reg_ratio(coalesce(contacts, 0), customers), customers
  from known left join contacted on contacted.is_current = known.is_current
  union all
  select 8, 'interaction', 'opt_out_rate', 'ratio', 'down', side.is_current, reg_ratio(opted_out, customers), customers
  from side left join consented on consented.is_current = side.is_current
  union all
  select 9, 'value', 'net_sales_per_active_customer', 'money', 'up', known.is_current, reg_ratio(identified, customers), customers
  from known join sold on sold.is_current = known.is_current
  union all
  select 10, 'value', 'average_order_value', 'money', 'up', side.is_current, reg_ratio(net_amount, orders), orders
  from side left join sold on sold.is_current = side.is_current
  union all
  select 11, 'value', 'gross_margin_rate', 'ratio', 'up', side.is_current, reg_ratio(margin, earned.net_amount), orders
  from side left join sold on sold.is_current = side.is_current left join earned on earned.is_current = side.is_current
  union all
  select 12, 'value', 'repeat_rate', 'ratio', 'up', side.is_current, reg_ratio(repeating, customers), customers
  from side left join repeating on repeating.is_current = side.is_current
  union all
  select 13, 'satisfaction', 'nps', 'score', 'up', side.is_current, case when nps_n >= $min_n then reg_nps(promoters, detractors, nps_n) end, nps_n
  from side left join said on said.is_current = side.is_current
  union all
  select 14, 'satisfaction', 'csat', 'ratio', 'up', side.is_current, case when csat_n >= $min_n then reg_ratio(satisfied, csat_n) end, csat_n
  from side left join said on said.is_current = side.is_current
  union all
  select 15, 'satisfaction', 'response_rate', 'ratio', 'up', side.is_current, reg_ratio(answered, invited), invited
  from side left join said on said.is_current = side.is_current
  union all
  select 16, 'satisfaction', 'complaints_per_1000_orders', 'quantity', 'down', side.is_current, 1000 * reg_ratio(coalesce(complaints, 0), orders), orders
  from side left join sold on sold.is_current = side.is_current left join complained on complained.is_current = side.is_current
),
listed (place, dimension, indicator, value_unit, good) as (
  select distinct place, dimension, indicator, value_unit, good
  from measured
  union
  values (7, 'interaction', 'contacts_per_active_customer', 'quantity', 'up'), (9, 'value', 'net_sales_per_active_customer', 'money', 'up')
)
select
  listed.dimension as dimension,
  listed.indicator as indicator,
  max(case when is_current = 1 then value end) as value,
  max(case when is_current = 0 then value end) as base_value,
  listed.value_unit as value_unit,
  coalesce(max(case when is_current = 1 then n end), 0) as n,
  listed.good as good
from listed
left join measured on measured.place = listed.place
group by listed.place, listed.dimension, listed.indicator, listed.value_unit, listed.good
order by listed.place
