-- How is CLV spread over customers?
with grouped as (
  select
    customer_key,
    segment as group_id
  from selected_value_group
  where $by = 'segment'
  union all
  select
    customer_key,
    grade
  from grade_span
  where $by = 'grade'
    and starts_on <= $to
    and ends_before > $to
),
placed as (
  select
    case
      when $by = 'region' then store.region
      when $by = 'store' then store.store_id
      when $by = 'loyalty' then case when worth.repeats = 0 then 'one_time' else 'repeat' end
      else grouped.group_id
    end as group_id,
    case when $by = 'store' then coalesce(store.name, store.store_id) end as group_name,
    worth.clv as value
  from selected_chosen_worth as worth
  left join grouped on grouped.customer_key = worth.customer_key
  left join store on store.store_key = worth.home_store_key
  where worth.clv is not null
),
spread as (
  select
    group_id,
    max(group_name) as group_name,
    reg_count(count(*)) as customers,
    sum(value) as clv,
    reg_spread(value) as shares
  from placed
  group by group_id
)
select
  group_id as member,
  coalesce(group_name, group_id) as label,
  customers,
  clv,
  clv / customers as mean,
  shares[1] as decile_1,
  shares[2] as quartile_1,
  shares[3] as median,
  shares[4] as quartile_3,
  shares[5] as decile_9
from spread
order by clv desc, member nulls last
