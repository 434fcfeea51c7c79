-- CLV of each customer over the months and at the monthly discount that are asked for, beside what else is expected of the customer:
-- expected purchases × expected spend × margin.
-- Its limits are known for what is predicted with the data, twelve months at 1 %; see selected_worth_basis for others.
-- month  by how much what is expected up to its end counts for less in the next month than in its own; whole at the start, less the
--        worth of the last month at the end
-- ahead  expected purchases, discounted month by month, of buyers who have not left: the sum over the chances to leave that stand
--        for theirs of − (1 + chance × t / (alpha + age)) ^ −(r + repeats) / chance from month to month, times in weeks
with fit as (
  select
    max(case when parameter = 'r' then value end) as r,
    max(case when parameter = 'alpha' then value end) as alpha
  from model_fit
  where part = 'now'
    and model = 'bg_nbd'
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
  from customer_prediction
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
  repeats,
  p_alive,
  p_alive_pareto,
  purchases_90,
  purchases_365,
  clv,
  clv_low,
  clv_high
from selected_prediction
where $horizon_months = 12
  and $discount_rate = 0.01e0
union all
select
  prediction.customer_key,
  prediction.repeats,
  prediction.p_alive,
  prediction.p_alive_pareto,
  prediction.purchases_90,
  prediction.purchases_365,
  prediction.p_alive * ahead.purchases * prediction.expected_spend * coalesce(data_span.margin_rate, 1.0e0),
  cast(null as double),
  cast(null as double)
from selected_prediction as prediction
cross join data_span
join ahead on ahead.repeats = prediction.repeats and ahead.age_days = prediction.age_days
