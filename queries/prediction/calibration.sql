-- How often did the customers of each group buy in the part held back, and how often were they to?
with measured as (
  select
    place,
    customers as n,
    purchases / customers as mean_purchases,
    case
      when customers > 1
        then sqrt(greatest(purchases_squared - purchases * purchases / customers, 0.0e0) / (customers - 1) / customers)
    end as error_of_mean,
    predicted / customers as mean_predicted,
    baseline / customers as mean_baseline,
    absolute_error / customers as mean_error
  from back_test
  cross join selected_whole
  where aspect = $by
    and model = $model
)
select
  reg_count(place) as place,
  reg_count(n) as customers,
  mean_predicted as predicted,
  mean_purchases as actual,
  greatest(mean_purchases - 1.959963984540054 * error_of_mean, 0.0e0) as actual_low,
  mean_purchases + 1.959963984540054 * error_of_mean as actual_high,
  mean_baseline as baseline,
  mean_error as mean_absolute_error
from measured
order by place
