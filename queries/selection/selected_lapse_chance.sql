-- The customers who have not lapsed on the last day of the data, as far as the filters keep the last purchase, with the chance to
-- lapse within 90 days: from the model, or else from how such silences ended (see selected_silence_risk); and what they are
-- expected to bring in twelve months, from the model or as in the last twelve.
-- fit  parameters of BG/NBD, in weeks; null without a model, when not all stores are in view, and below 89 days, where a lapse can
--      also follow another purchase
with fit as (
  select
    max(case when parameter = 'r' then value end) as r,
    max(case when parameter = 'alpha' then value end) as alpha
  from model_fit
  where part = 'now'
    and model = 'bg_nbd'
    and reg_holds($scope, '*')
    and $inactive_days >= 89
),
standing as (
  select
    rhythm.customer_key as customer_key,
    rhythm.occasions as occasions,
    rhythm.median_gap_days as median_gap_days,
    rhythm.last_purchase_on as last_purchase_on,
    date_diff('day', rhythm.last_purchase_on, data_span.last_day) as silence_days,
    reg_number(date_diff('day', rhythm.first_purchase_on, data_span.last_day)) / 7 as age
  from selected_rhythm as rhythm
  cross join data_span
  where rhythm.last_purchase_on + $inactive_days >= data_span.last_day
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
    when fit.r is null or prediction.p_alive is null then risk.lapse_chance
    when $inactive_days + 1 - standing.silence_days > 90 then 0.0
    else 1 - prediction.p_alive * (
      1 - exp(
        (fit.r + standing.occasions - 1)
          * ln((fit.alpha + standing.age) / (fit.alpha + standing.age + reg_number($inactive_days - standing.silence_days) / 7))
      )
    )
  end as lapse_chance,
  case when fit.r is null or prediction.p_alive is null then 'empirical' else 'model' end as chance_basis,
  greatest(
    coalesce(prediction.expected_sales * coalesce(data_span.margin_rate, 1.0e0), year_value.margin_amount, reg_number(year_value.net_amount), 0.0),
    0.0
  ) as expected_value,
  case
    when prediction.expected_sales is not null then 'model'
    when data_span.margin_rate is null then 'net_sales'
    else 'margin'
  end as value_basis
from standing
cross join data_span
cross join fit
join selected_silence_risk as risk
  on risk.stage = least(standing.occasions, 3)
  and risk.silence_days = standing.silence_days
left join customer_prediction as prediction
  on prediction.customer_key = standing.customer_key
  and reg_holds($scope, '*')
left join selected_year_value as year_value on year_value.customer_key = standing.customer_key
