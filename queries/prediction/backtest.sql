-- How well would the model have predicted the part held back?
select
  back_test.model as model,
  prediction_basis.earlier_to as fitted_to,
  prediction_basis.observed_to as held_back_to,
  prediction_basis.held_back_days as held_back_days,
  reg_count(back_test.customers) as customers,
  reg_count(back_test.purchases) as actual,
  back_test.predicted as predicted,
  back_test.baseline as baseline,
  reg_ratio(back_test.absolute_error, back_test.customers) as mean_absolute_error,
  reg_ratio(back_test.baseline_absolute_error, back_test.customers) as baseline_mean_absolute_error,
  sqrt(reg_ratio(back_test.squared_error, back_test.customers)) as root_mean_square_error,
  sqrt(reg_ratio(back_test.baseline_squared_error, back_test.customers)) as baseline_root_mean_square_error
from back_test
cross join prediction_basis
cross join selected_whole
where back_test.aspect = 'all'
order by back_test.model
