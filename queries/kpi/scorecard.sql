-- How does the chain do on the four dimensions of customer management, now and in the period it is compared with?
-- indicator values are a numerator over a denominator; what is not loaded has no denominator and so no value
-- known      without filters or of one region a period's first purchase days count customers
-- agreeing   without filters consents come and go by the last purchase days in the period; else they are those of active customers
-- consented  without grades and value groups first times with a consent, less those that had ended before
-- repeating  a year's first purchase days count customers; two days in a row in it, less three in a row, those who came back
with span as (
  select 1 as is_current, $from as starts_on, $to as ends_on
  union all
  select 0, $base_from, $base_to
),
active as (
  select distinct
    span.is_current as is_current,
    visit.customer_key as customer_key
  from span
  cross join selected_visit as visit
  where not (reg_holds($scope, '*') and reg_unfiltered($region, $store, $channel, $category, $grade) and reg_empty($segment))
    and visit.day between span.starts_on and span.ends_on
    and visit.day between least($from, $base_from) and greatest($to, $base_to)
    and (visit.day between $from and $to or visit.day between $base_from and $base_to)
),
consenting as (
  select distinct
    active.is_current as is_current,
    active.customer_key as customer_key
  from active
  join span on span.is_current = active.is_current
  join consent_span on consent_span.customer_key = active.customer_key
  where consent_span.starts_on <= span.ends_on
    and (consent_span.ends_before is null or consent_span.ends_before > span.ends_on)
),
agreeing as (
  select
    span.is_current as is_current,
    sum(step.customers) as customers
  from span
  cross join selected_consent_step as step
  where step.aspect = 'agreeing'
    and step.day >= span.starts_on
    and step.next_day <= span.ends_on
  group by span.is_current
  union all
  select
    is_current,
    count(*) as customers
  from consenting
  group by is_current
),
known as (
  select
    step.is_current as is_current,
    step.customers as customers,
    step.on_file as on_file,
    step.filled_weight as filled_weight,
    step.reachable as reachable,
    coalesce(agreeing.customers, 0) as consenting
  from (
    select
      span.is_current as is_current,
      sum(step.customers) as customers,
      sum(step.on_file) as on_file,
      sum(step.filled_weight) as filled_weight,
      sum(step.reachable) as reachable
    from span
    cross join selected_known_step as step
    where step.next_day between span.starts_on and span.ends_on
      and (step.day is null or step.day < span.starts_on)
      and step.next_day between least($from, $base_from) and greatest($to, $base_to)
    group by span.is_current
  ) as step
  left join agreeing on agreeing.is_current = step.is_current
  union all
  select
    active.is_current as is_current,
    count(*) as customers,
    count(case when customer.is_on_file then 1 end) as on_file,
    sum(customer.filled_weight) as filled_weight,
    count(case when customer.is_reachable then 1 end) as reachable,
    count(consenting.customer_key) as consenting
  from active
  join customer on customer.customer_key = active.customer_key
  left join consenting
    on consenting.is_current = active.is_current
    and consenting.customer_key = active.customer_key
  where not (reg_empty($segment) and reg_holds($scope, '*') and reg_stepped($region, $store, $channel, $category, $grade, $segment, $scope))
  group by active.is_current
),
sold as (
  select
    span.is_current as is_current,
    sum(sale.net_amount) as net_amount,
    sum(sale.identified_net_amount) as identified_net_amount,
    sum(sale.orders) as orders,
    sum(sale.net_amount) - sum(sale.uncosted_net_amount) as costed_net_amount,
    sum(sale.cost_amount) as cost_amount
  from span
  cross join selected_region_sale as sale
  where sale.day between span.starts_on and span.ends_on
    and sale.day between least($from, $base_from) and greatest($to, $base_to)
    and (sale.day between $from and $to or sale.day between $base_from and $base_to)
  group by span.is_current
),
contacted as (
  select
    span.is_current as is_current,
    sum(case when contact.is_answered_in_time and contact.contacted_on between span.starts_on and span.ends_on then 1 else 0 end) as in_time,
    sum(case when contact.is_answered_in_time is not null and contact.contacted_on between span.starts_on and span.ends_on then 1 else 0 end) as due,
    sum(case when contact.kind <> 'enquiry' and contact.planned_on between span.starts_on and span.ends_on and contact.contacted_on is not null then 1 else 0 end) as done,
    sum(case when contact.kind <> 'enquiry' and contact.planned_on between span.starts_on and span.ends_on then 1 else 0 end) as planned,
    sum(case when contact.contacted_on between span.starts_on and span.ends_on and contact.customer_key is not null then 1 else 0 end) as contacts
  from span
  cross join selected_service_contact as contact
  where contact.contacted_on between span.starts_on and span.ends_on
    or contact.planned_on between span.starts_on and span.ends_on
  group by span.is_current
),
consented as (
  select
    span.is_current as is_current,
    sum(case when step.aspect = 'agreed' then step.customers else 0 end) as customers,
    sum(case when step.aspect = 'withdrawn' and step.next_day >= span.starts_on then step.customers else 0 end) as opted_out
  from span
  cross join selected_consent_step as step
  where step.aspect <> 'agreeing'
    and step.next_day <= span.ends_on
    and (step.day is null or step.day < span.starts_on)
  group by span.is_current
  union all
  select
    is_current,
    count(*) as customers,
    sum(has_opted_out) as opted_out
  from (
    select
      span.is_current as is_current,
      consent_span.customer_key as customer_key,
      max(case when consent_span.ends_before between span.starts_on and span.ends_on then 1 else 0 end) as has_opted_out
    from span
    cross join consent_span
    where not (reg_empty($grade) and reg_empty($segment))
      and consent_span.starts_on <= span.ends_on
      and (consent_span.ends_before is null or consent_span.ends_before >= span.starts_on)
      and consent_span.customer_key in (select customer_key from selected_customer)
    group by span.is_current, consent_span.customer_key
  ) as consenting_in_span
  group by is_current
),
year_to as (
  select
    span.is_current as is_current,
    reg_add_months(least(span.ends_on, data_span.last_day) + 1, -12) as starts_on,
    least(span.ends_on, data_span.last_day) as ends_on
  from span
  cross join data_span
),
bought as (
  select
    year_to.is_current as is_current,
    visit.customer_key as customer_key,
    min(visit.day) < max(visit.day) as has_repeated
  from year_to
  cross join selected_visit as visit
  where not reg_stepped($region, $store, $channel, $category, $grade, $segment, $scope)
    and visit.day between year_to.starts_on and year_to.ends_on
    and visit.day <= greatest($to, $base_to)
  group by year_to.is_current, visit.customer_key
),
repeating as (
  select
    year_to.is_current as is_current,
    reg_count(
      sum(case when step.steps = 1 and (step.day is null or step.day < year_to.starts_on) then step.customers else 0 end)
    ) as customers,
    reg_count(
      sum(case when step.day < year_to.starts_on or step.day is null then 0 when step.steps = 1 then step.customers else -step.customers end)
    ) as repeat_customers
  from year_to
  cross join selected_kept_step as step
  where step.next_day between year_to.starts_on and year_to.ends_on
    and step.next_day <= greatest($to, $base_to)
  group by year_to.is_current
  union all
  select
    is_current,
    reg_count(count(*)) as customers,
    reg_count(count(case when has_repeated then 1 end)) as repeat_customers
  from bought
  group by is_current
),
said as (
  select
    span.is_current as is_current,
    sum(case when survey.nps >= 9 then 1 else 0 end) as promoters,
    sum(case when survey.nps <= 6 then 1 else 0 end) as detractors,
    count(survey.nps) as nps_n,
    sum(case when survey.is_satisfied then 1 else 0 end) as satisfied,
    count(survey.csat) as csat_n
  from span
  cross join selected_survey as survey
  where survey.answered_on between span.starts_on and span.ends_on
    and survey.answered_on between least($from, $base_from) and greatest($to, $base_to)
  group by span.is_current
),
invited as (
  select
    span.is_current as is_current,
    count(*) as invited,
    count(survey.answered_on) as answered
  from span
  cross join selected_survey as survey
  where survey.invited_on between span.starts_on and span.ends_on
    and survey.invited_on between least($from, $base_from) and greatest($to, $base_to)
  group by span.is_current
),
complained as (
  select
    span.is_current as is_current,
    count(*) as complaints
  from span
  cross join selected_complaint as complaint
  where complaint.received_on between span.starts_on and span.ends_on
    and complaint.received_on between least($from, $base_from) and greatest($to, $base_to)
  group by span.is_current
),
measured as (
  select 'profile_completeness' as indicator, is_current, reg_ratio(filled_weight, 10 * on_file) as value, reg_count(on_file) as n
  from known
  union all
  select 'contact_share', is_current, case when on_file > 0 then reg_ratio(reachable, customers) end, reg_count(customers)
  from known
  union all
  select 'consent_share', is_current, case when loaded.has_consents then reg_ratio(consenting, customers) end, reg_count(customers)
  from known
  cross join loaded
  union all
  select 'identified_share', is_current, reg_ratio(identified_net_amount, net_amount), reg_count(orders)
  from sold
  union all
  select 'answered_in_time_share', is_current, reg_ratio(in_time, due), reg_count(due)
  from contacted
  union all
  select 'planned_contacts_done_share', is_current, reg_ratio(done, planned), reg_count(planned)
  from contacted
  union all
  select
    'contacts_per_active_customer', known.is_current,
    case when loaded.has_contacts then reg_ratio(coalesce(contacted.contacts, 0), known.customers) end, reg_count(known.customers)
  from known
  cross join loaded
  left join contacted on contacted.is_current = known.is_current
  union all
  select 'opt_out_rate', is_current, reg_ratio(opted_out, customers), reg_count(customers)
  from consented
  union all
  select 'net_sales_per_active_customer', known.is_current, reg_ratio(sold.identified_net_amount, known.customers), reg_count(known.customers)
  from known
  join sold on sold.is_current = known.is_current
  union all
  select 'average_order_value', is_current, reg_ratio(net_amount, orders), reg_count(orders)
  from sold
  union all
  select 'gross_margin_rate', is_current, reg_ratio(costed_net_amount - cost_amount, costed_net_amount), reg_count(orders)
  from sold
  union all
  select 'repeat_rate', is_current, reg_ratio(repeat_customers, customers), reg_count(customers)
  from repeating
  union all
  select 'nps', is_current, case when nps_n >= $min_n then reg_nps(promoters, detractors, nps_n) end, reg_count(nps_n)
  from said
  union all
  select 'csat', is_current, case when csat_n >= $min_n then reg_ratio(satisfied, csat_n) end, reg_count(csat_n)
  from said
  union all
  select 'response_rate', is_current, reg_ratio(answered, invited), reg_count(invited)
  from invited
  union all
  select
    'complaints_per_1000_orders', sold.is_current,
    case when loaded.has_complaints then 1000 * reg_ratio(coalesce(complained.complaints, 0), sold.orders) end, reg_count(sold.orders)
  from sold
  cross join loaded
  left join complained on complained.is_current = sold.is_current
),
listed as (
  select position, dimension, indicator, value_unit, good
  from (
    values
      (1, 'knowledge', 'profile_completeness', 'ratio', 'up'),
      (2, 'knowledge', 'contact_share', 'ratio', 'up'),
      (3, 'knowledge', 'consent_share', 'ratio', 'up'),
      (4, 'knowledge', 'identified_share', 'ratio', 'up'),
      (5, 'interaction', 'answered_in_time_share', 'ratio', 'up'),
      (6, 'interaction', 'planned_contacts_done_share', 'ratio', 'up'),
      (7, 'interaction', 'contacts_per_active_customer', 'quantity', 'up'),
      (8, 'interaction', 'opt_out_rate', 'ratio', 'down'),
      (9, 'value', 'net_sales_per_active_customer', 'money', 'up'),
      (10, 'value', 'average_order_value', 'money', 'up'),
      (11, 'value', 'gross_margin_rate', 'ratio', 'up'),
      (12, 'value', 'repeat_rate', 'ratio', 'up'),
      (13, 'satisfaction', 'nps', 'score', 'up'),
      (14, 'satisfaction', 'csat', 'ratio', 'up'),
      (15, 'satisfaction', 'response_rate', 'ratio', 'up'),
      (16, 'satisfaction', 'complaints_per_1000_orders', 'quantity', 'down')
  ) as listed (position, dimension, indicator, value_unit, good)
)
select
  listed.dimension as dimension,
  listed.indicator as indicator,
  max(case when measured.is_current = 1 then measured.value end) as value,
  max(case when measured.is_current = 0 then measured.value end) as base_value,
  listed.value_unit as value_unit,
  reg_count(coalesce(max(case when measured.is_current = 1 then measured.n end), 0)) as n,
  listed.good as good
from listed
left join measured on measured.indicator = listed.indicator
group by listed.position, listed.dimension, listed.indicator, listed.value_unit, listed.good
order by listed.position
