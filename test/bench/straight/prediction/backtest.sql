-- The errors are read as the fit left them.
select
  model,
  earlier_to as fitted_to,
  observed_to as held_back_to,
  held_back_days,
  customers,
  purchases as actual,
  predicted,
  baseline,
  reg_ratio(absolute_error, customers) as mean_absolute_error,
  reg_ratio(baseline_absolute_error, customers) as baseline_mean_absolute_error,
  sqrt(reg_ratio(squared_error, customers)) as root_mean_square_error,
  sqrt(reg_ratio(baseline_squared_error, customers)) as baseline_root_mean_square_error
from back_test
cross join prediction_basis
where aspect = 'all'
order by model
