-- CLV of each customer over the months and at the monthly discount that are asked for, beside what else is expected of the customer:
-- expected purchases × expected spend × margin.
-- Its limits are known for what is predicted with the data, twelve months at 1 %. For other months, or another discount, there is what
-- they are worked out of instead: the customer's history and prospects, and the parameters of the models.
-- month  by how much what is expected up to its end counts for less in the next month than in its own; whole at the start, less the
--        worth of the last month at the end
-- ahead  expected purchases, discounted month by month, of buyers who have not left: the sum over the chances to leave that stand
--        for theirs of − (1 + chance × t / (alpha + age)) ^ −(r + repeats) / chance from month to month, times in weeks
with fit as (
  select
    max(case when model = 'bg_nbd' and parameter = 'r' then value end) as r,
    max(case when model = 'bg_nbd' and parameter = 'alpha' then value end) as alpha,
    max(case when model = 'bg_nbd' and parameter = 'a' then value end) as a,
    max(case when model = 'bg_nbd' and parameter = 'b' then value end) as b,
    max(case when model = 'gamma_gamma' and parameter = 'p' then value end) as p,
    max(case when model = 'gamma_gamma' and parameter = 'q' then value end) as q
  from model_fit
  where part = 'now'
),
month as (
  select
    nth,
    case nth
      when 0 then 1 / (1 + $discount_rate)
      when $horizon_months then -power(1 + $discount_rate, -nth)
      else power(1 + $discount_rate, -nth - 1) - power(1 + $discount_rate, -nth)
    end as share
  from (
    select date_diff('day', reg_date('1980-01-01'), day) as nth
    from calendar
    where day between reg_date('1980-01-01') and reg_date('1980-01-01') + $horizon_months
  ) as counted
),
history as (
  select distinct
    repeats,
    age_days
  from purchase_outlook
  where not ($horizon_months = 12 and $discount_rate = 0.01e0)
),
ahead as (
  select
    history.repeats as repeats,
    history.age_days as age_days,
    sum(
      leaving_chance.weight / leaving_chance.chance * month.share * power(
        1 + leaving_chance.chance * month.nth * 30.4375e0 / (7 * fit.alpha + history.age_days),
        -(fit.r + history.repeats)
      )
    ) as purchases
  from history
  cross join fit
  cross join month
  join leaving_chance on leaving_chance.repeats = history.repeats
  group by history.repeats, history.age_days
)
select
  customer_key,
  home_store_key,
  repeats,
  p_alive,
  p_alive_pareto,
  purchases_90,
  purchases_365,
  purchases_365_low,
  purchases_365_high,
  clv,
  clv_low,
  clv_high,
  cast(null as bigint) as age_days,
  cast(null as double) as chance_alive,
  cast(null as double) as expected_spend,
  cast(null as double) as margin_rate,
  cast(null as double) as r,
  cast(null as double) as alpha,
  cast(null as double) as a,
  cast(null as double) as b,
  cast(null as double) as p,
  cast(null as double) as q
from selected_prediction
where $horizon_months = 12
  and $discount_rate = 0.01e0
union all
select
  prediction.customer_key,
  prediction.home_store_key,
  prediction.repeats,
  prediction.p_alive,
  prediction.p_alive_pareto,
  prediction.purchases_90,
  prediction.purchases_365,
  prediction.purchases_365_low,
  prediction.purchases_365_high,
  prediction.p_alive * ahead.purchases * prediction.expected_spend * coalesce(data_span.margin_rate, 1.0e0),
  cast(null as double),
  cast(null as double),
  prediction.age_days,
  prediction.p_alive,
  prediction.expected_spend,
  coalesce(data_span.margin_rate, 1.0e0),
  fit.r,
  fit.alpha,
  fit.a,
  fit.b,
  fit.p,
  fit.q
from selected_prediction as prediction
cross join data_span
cross join fit
left join ahead on ahead.repeats = prediction.repeats and ahead.age_days = prediction.age_days
where not ($horizon_months = 12 and $discount_rate = 0.01e0)
