with judged as (
  select
    rhythm.occasions as occasions,
    chain.last_day - rhythm.last_purchase_on > $inactive_days as is_lapsed_fixed,
    case
      when rhythm.occasions >= 3 then chain.last_day - rhythm.last_purchase_on > greatest($min_days, $multiple * rhythm.median_gap_days)
      else chain.last_day - rhythm.last_purchase_on > $inactive_days
    end as is_lapsed_rhythm,
    prediction.p_alive < $alive_threshold as is_lapsed_model,
    coalesce(year_value.margin, 0) as margin
  from rhythm
  cross join chain
  left join prediction on prediction.customer_id = rhythm.customer_id
  left join year_value on year_value.customer_id = rhythm.customer_id
  where chain.last_day - rhythm.last_purchase_on < $window_days
    and (rhythm.customer_id, rhythm.last_purchase_on) in (select customer_id, day from visited_day) -- $region $store $channel $category $grade
),
told as (
  select 'fixed' as method, is_lapsed_fixed as is_lapsed, is_lapsed_fixed, false as is_assumed, margin
  from judged
  union all
  select 'rhythm', is_lapsed_rhythm, is_lapsed_fixed, occasions < 3, margin
  from judged
  union all
  select 'model', is_lapsed_model, is_lapsed_fixed, occasions = 1, margin
  from judged
  where is_lapsed_model is not null
)
select
  method,
  count(*) as customers,
  count(case when is_lapsed then 1 end) as lapsed_customers,
  reg_ratio(count(case when is_lapsed then 1 end), count(*)) as lapsed_share,
  count(case when is_lapsed and not is_lapsed_fixed then 1 end) as lapsed_here_only,
  count(case when is_lapsed_fixed and not is_lapsed then 1 end) as lapsed_fixed_only,
  count(case when is_assumed then 1 end) as unjudged_customers,
  coalesce(sum(case when is_lapsed then margin end), 0) as lapsed_value
from told
group by method
order by method
