-- What the limits of CLV over other months, or at another discount, than the usual are worked out of: the customer's history and
-- prospects, and the parameters of the models. No row for the usual, whose limits are known.
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
)
select
  prediction.customer_key as customer_key,
  prediction.repeats as repeats,
  prediction.age_days as age_days,
  prediction.p_alive as chance_alive,
  prediction.expected_spend as expected_spend,
  coalesce(data_span.margin_rate, 1.0e0) as margin_rate,
  fit.r as r,
  fit.alpha as alpha,
  fit.a as a,
  fit.b as b,
  fit.p as p,
  fit.q as q
from selected_prediction as prediction
cross join data_span
cross join fit
where not ($horizon_months = 12 and $discount_rate = 0.01e0)
