-- selected_buyer without those whose usual scores of the end of the data stand ready in customer_value, see selected_score. It stands
-- by itself because DuckDB works out columns that nobody reads where a common table expression lies in between.
select
  side_key,
  customer_key,
  recency_days,
  frequency,
  monetary
from selected_buyer
where side_key = 0
  or not (
    reg_unfiltered($region, $store, $channel, $category, $grade)
    and reg_empty($segment)
    and reg_holds($scope, '*')
    and $amount_of = 'net_sales'
    and $frequency_of = 'occasions'
    and $window_months = 12
    and $scoring = 'quantile'
    and $split = 'mean'
    and $to = (select last_day from data_span)
  )
