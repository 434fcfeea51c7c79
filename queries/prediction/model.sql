-- What are the parameters of the models, and how sure are they?
select
  model_fit.part as part,
  model_fit.model as model,
  model_fit.parameter as parameter,
  model_fit.value as value,
  model_fit.standard_error as standard_error,
  model_fit.value * exp(-1.959963984540054 * reg_ratio(model_fit.standard_error, model_fit.value)) as low,
  model_fit.value * exp(1.959963984540054 * reg_ratio(model_fit.standard_error, model_fit.value)) as high,
  model_fit.log_likelihood as log_likelihood,
  reg_count(model_fit.customers) as customers,
  model_fit.reason as reason,
  prediction_basis.observed_from as fitted_from,
  case
    when model_fit.part = 'now' then prediction_basis.observed_to
    else prediction_basis.earlier_to
  end as fitted_to,
  data_span.margin_rate as margin_rate
from model_fit
cross join prediction_basis
cross join data_span
cross join selected_whole
order by model_fit.part desc, model_fit.model, model_fit.place
