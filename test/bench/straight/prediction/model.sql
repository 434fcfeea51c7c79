-- The parameters are read as fitted.
select
  part,
  model,
  parameter,
  value,
  standard_error,
  value * exp(-1.959963984540054 * reg_ratio(standard_error, value)) as low,
  value * exp(1.959963984540054 * reg_ratio(standard_error, value)) as high,
  log_likelihood,
  customers,
  reason,
  observed_from as fitted_from,
  case when part = 'now' then observed_to else earlier_to end as fitted_to,
  margin_rate
from model_fit
cross join prediction_basis
cross join chain
order by part desc, model, place
