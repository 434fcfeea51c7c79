-- The errors are read as the fit left them.
with measured as (
  select
    *,
    case when customers > 1 then sqrt(greatest(reg_number(purchases_squared) - reg_number(purchases) * purchases / customers, 0) / (customers - 1) / customers) end as standard_error
  from back_test
  where aspect = $by
    and model = $model
)
select
  place,
  customers,
  reg_ratio(predicted, customers) as predicted,
  reg_ratio(purchases, customers) as actual,
  greatest(reg_ratio(purchases, customers) - 1.959963984540054 * standard_error, 0) as actual_low,
  reg_ratio(purchases, customers) + 1.959963984540054 * standard_error as actual_high,
  reg_ratio(baseline, customers) as baseline,
  reg_ratio(absolute_error, customers) as mean_absolute_error
from measured
order by place
