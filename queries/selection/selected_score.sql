-- R, F and M of each customer with a purchase in the window, as scores from one to five, and the places of the group and the segment
-- that follow, whose names are in selected_group_name and selected_segment_name; per side, as selected_buyer has them.
-- quantile      1 + floor(5 × share strictly below): equal ones are never split. It is the same to count which of the values at
--               the places n/5, 2n/5, 3n/5 and 4n/5, rounded up, are exceeded. The score of recency is reversed, 6 less that.
--               Days and times are few, so that their places are found by counting who is alike (selected_likeness)
-- rank_first    fifths of positions as pandas.qcut cuts them: how many of the quantiles at 20, 40, 60 and 80 % (interpolated) are
--               exceeded. Equal frequencies are told apart by customer id where one of these cuts through them; R and M are not
-- cut_points    one more for each of these quantiles that is exceeded by one or more
-- fixed         limits as given
-- standing      the usual scores of the end of the data stand ready in customer_value; all others are in selected_unscored
with standing as (
  select
    value.customer_key as customer_key,
    value.recency_days as recency_days,
    value.occasions as frequency,
    value.net_amount as monetary,
    value.recency_score as recency_score,
    value.frequency_score as frequency_score,
    value.monetary_score as monetary_score,
    group_name.group_place as group_place
  from customer_value as value
  join selected_group_name as group_name on group_name.value_group = value.segment
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and reg_empty($segment)
    and reg_holds($scope, '*')
    and $amount_of = 'net_sales'
    and $frequency_of = 'occasions'
    and $window_months = 12
    and $scoring = 'quantile'
    and $split = 'mean'
    and $to = (select last_day from data_span)
    and value.occasions > 0
),
scored as (
  select
    graded.side_key as side_key,
    graded.customer_key as customer_key,
    graded.recency_days as recency_days,
    graded.frequency as frequency,
    graded.monetary as monetary,
    alike.recency_score as recency_score,
    coalesce(graded.told_score, alike.frequency_score) as frequency_score,
    graded.monetary_score as monetary_score,
    reg_count(
      4 * cast(graded.is_large as integer) + 2 * cast(alike.is_frequent as integer) + cast(alike.is_recent as integer)
    ) as group_place
  from selected_graded as graded
  join selected_likeness_score as alike
    on alike.side_key = graded.side_key
    and alike.recency_days = graded.recency_days
    and alike.frequency = graded.frequency
)
select
  'now' as side,
  1 as side_key,
  customer_key,
  recency_days,
  frequency,
  monetary,
  recency_score,
  frequency_score,
  monetary_score,
  group_place,
  25 * recency_score + 5 * frequency_score + monetary_score as segment_place
from standing
union all
select
  case side_key when 1 then 'now' else 'base' end,
  side_key,
  customer_key,
  recency_days,
  frequency,
  monetary,
  recency_score,
  frequency_score,
  monetary_score,
  group_place,
  25 * recency_score + 5 * frequency_score + monetary_score
from scored
