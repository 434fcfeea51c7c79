-- How many customers have lapsed as of the last day of the data, by each definition of a lapse?
-- customer_state  customers of whom the definitions say the same
with customer_state as (
  select
    least(silence.occasions, 3) as occasions,
    silence.is_lapsed_fixed as is_lapsed_fixed,
    silence.is_lapsed_rhythm as is_lapsed_rhythm,
    silence.is_lapsed_model as is_lapsed_model,
    reg_count(count(*)) as customers,
    sum(coalesce(year_value.margin_amount, reg_number(year_value.net_amount), 0.0)) as year_value
  from selected_silence as silence
  left join selected_year_value as year_value on year_value.customer_key = silence.customer_key
  group by least(silence.occasions, 3), silence.is_lapsed_fixed, silence.is_lapsed_rhythm, silence.is_lapsed_model
),
judged as (
  select
    'fixed' as method,
    is_lapsed_fixed as is_lapsed,
    is_lapsed_fixed,
    false as is_assumed,
    customers,
    year_value
  from customer_state
  union all
  select
    'rhythm' as method,
    is_lapsed_rhythm as is_lapsed,
    is_lapsed_fixed,
    occasions < 3 as is_assumed,
    customers,
    year_value
  from customer_state
  union all
  select
    'model' as method,
    is_lapsed_model as is_lapsed,
    is_lapsed_fixed,
    occasions = 1 as is_assumed,
    customers,
    year_value
  from customer_state
  where is_lapsed_model is not null
)
select
  method,
  reg_count(sum(customers)) as customers,
  reg_count(sum(case when is_lapsed then customers else 0 end)) as lapsed_customers,
  reg_ratio(sum(case when is_lapsed then customers else 0 end), sum(customers)) as lapsed_share,
  reg_count(sum(case when is_lapsed and not is_lapsed_fixed then customers else 0 end)) as lapsed_here_only,
  reg_count(sum(case when is_lapsed_fixed and not is_lapsed then customers else 0 end)) as lapsed_fixed_only,
  reg_count(sum(case when is_assumed then customers else 0 end)) as unjudged_customers,
  sum(case when is_lapsed then year_value else 0.0 end) as lapsed_value
from judged
group by method
order by method
