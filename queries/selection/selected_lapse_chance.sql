-- The customers who have not lapsed on the last day of the data, as far as the filters keep the last purchase, with the chance to
-- lapse within 90 days: from the model, or else from how such silences ended (see selected_silence_risk); and what they are
-- expected to bring in twelve months, from the model or as in the last twelve.
with year_value as (
  select
    customer_key,
    coalesce(margin_amount, reg_number(net_amount)) as value
  from selected_year_value
  where reg_narrowed(not (select tells_value from selected_foretold))
),
standing as (
  select
    rhythm.customer_key as customer_key,
    rhythm.occasions as occasions,
    rhythm.median_gap_days as median_gap_days,
    rhythm.last_purchase_on as last_purchase_on,
    rhythm.p_alive as p_alive,
    rhythm.expected_sales as expected_sales,
    date_diff('day', rhythm.last_purchase_on, data_span.last_day) as silence_days,
    reg_number(date_diff('day', rhythm.first_purchase_on, data_span.last_day)) / 7 as age
  from selected_rhythm as rhythm
  cross join data_span
  where rhythm.last_purchase_on >= data_span.last_day - $inactive_days
    and (
      reg_unfiltered($region, $store, $channel, $category, $grade)
      or (rhythm.customer_key, rhythm.last_purchase_on) in (
        select customer_key, day
        from selected_visit
        where day >= (select last_day - $inactive_days from data_span)
          and (next_day is null or not reg_holds($scope, '*'))
      )
    )
)
select
  standing.customer_key as customer_key,
  standing.occasions as occasions,
  standing.median_gap_days as median_gap_days,
  standing.last_purchase_on as last_purchase_on,
  standing.silence_days as silence_days,
  case
    when fit.r is null or standing.p_alive is null then risk.lapse_chance
    when $inactive_days + 1 - standing.silence_days > 90 then 0.0
    else 1 - standing.p_alive * (
      1 - exp(
        (fit.r + standing.occasions - 1)
          * ln((fit.alpha + standing.age) / (fit.alpha + standing.age + reg_number($inactive_days - standing.silence_days) / 7))
      )
    )
  end as lapse_chance,
  case when fit.r is null or standing.p_alive is null then 'empirical' else 'model' end as chance_basis,
  greatest(
    coalesce(standing.expected_sales * coalesce(data_span.margin_rate, 1.0e0), year_value.value, 0.0),
    0.0
  ) as expected_value,
  case
    when standing.expected_sales is not null then 'model'
    when data_span.margin_rate is null then 'net_sales'
    else 'margin'
  end as value_basis
from standing
cross join data_span
cross join selected_foretold as fit
left join selected_silence_risk as risk
  on risk.stage = least(standing.occasions, 3)
  and risk.silence_days = standing.silence_days
left join year_value on year_value.customer_key = standing.customer_key
