-- Customers who bought within $window_days of the last day of the data, as far as the filters keep the last purchase: how long silent,
-- and whether lapsed by fixed days, by the customer's own rhythm (from three occasions on) and by the model (null without one;
-- the model speaks for the whole chain, so only to those who see it whole).
select
  rhythm.customer_key as customer_key,
  rhythm.occasions as occasions,
  rhythm.median_gap_days as median_gap_days,
  rhythm.first_purchase_on as first_purchase_on,
  rhythm.last_purchase_on as last_purchase_on,
  date_diff('day', rhythm.last_purchase_on, data_span.last_day) as silence_days,
  rhythm.last_purchase_on + $inactive_days < data_span.last_day as is_lapsed_fixed,
  case
    when rhythm.occasions >= 3 then
      date_diff('day', rhythm.last_purchase_on, data_span.last_day)
        > greatest(reg_number($min_days), $multiple * rhythm.median_gap_days)
    else rhythm.last_purchase_on + $inactive_days < data_span.last_day
  end as is_lapsed_rhythm,
  rhythm.p_alive < $alive_threshold as is_lapsed_model
from selected_rhythm as rhythm
cross join data_span
where rhythm.last_purchase_on > data_span.last_day - $window_days
  and (
    reg_unfiltered($region, $store, $channel, $category, $grade)
    or (rhythm.customer_key, rhythm.last_purchase_on) in (
      select customer_key, day
      from selected_visit
      where day > (select last_day - $window_days from data_span)
        and (next_day is null or not reg_holds($scope, '*'))
    )
  )
