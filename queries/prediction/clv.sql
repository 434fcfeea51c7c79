-- How is CLV spread over customers?
with held as (
  select
    customer_key,
    grade
  from grade_span
  where starts_on <= $to
    and ends_before > $to
),
placed as (
  select
    case $by
      when 'segment' then grouped.segment
      when 'grade' then held.grade
      when 'region' then store.region
      when 'store' then store.store_id
      else case when prediction.repeats = 0 then 'one_time' else 'repeat' end
    end as group_id,
    case when $by = 'store' then coalesce(store.name, store.store_id) end as group_name,
    prediction.customer_key as customer_key,
    worth.clv as value
  from selected_customer
  join selected_prediction as prediction on prediction.customer_key = selected_customer.customer_key
  join selected_worth as worth on worth.customer_key = prediction.customer_key
  join customer on customer.customer_key = prediction.customer_key
  left join store on store.store_key = customer.home_store_key
  left join selected_value_group as grouped on grouped.customer_key = prediction.customer_key
  left join held on held.customer_key = prediction.customer_key
  where worth.clv is not null
),
ranked as (
  select
    group_id,
    group_name,
    value,
    row_number() over (partition by group_id order by value, customer_key) as nth,
    count(*) over (partition by group_id) as n
  from placed
)
select
  group_id as member,
  coalesce(max(group_name), group_id) as label,
  reg_count(count(*)) as customers,
  sum(value) as clv,
  sum(value) / count(*) as mean,
  max(case when nth <= ceil(n / 10.0e0) then value end) as decile_1,
  max(case when nth <= ceil(n / 4.0e0) then value end) as quartile_1,
  max(case when nth <= ceil(n / 2.0e0) then value end) as median,
  max(case when nth <= ceil(3 * n / 4.0e0) then value end) as quartile_3,
  max(case when nth <= ceil(9 * n / 10.0e0) then value end) as decile_9
from ranked
group by group_id
order by clv desc, member nulls last
