-- selected_score counted: one row per side, scores and group, with how many customers they are, what they buy together and from where to
-- where their values reach. Millions are read once, by what they have in common; scores and groups are given to some thousands.
with standing as (
  select
    recency_days,
    occasions as frequency,
    recency_score,
    frequency_score,
    monetary_score,
    segment,
    count(*) as customers,
    sum(net_amount) as monetary,
    min(net_amount) as least_monetary,
    max(net_amount) as most_monetary
  from customer_value
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and reg_empty($segment)
    and reg_holds($scope, '*')
    and $amount_of = 'net_sales'
    and $frequency_of = 'occasions'
    and $window_months = 12
    and $scoring = 'quantile'
    and $split = 'mean'
    and $to = (select last_day from data_span)
    and occasions > 0
  group by recency_days, occasions, recency_score, frequency_score, monetary_score, segment
),
graded as (
  select
    side_key,
    recency_days,
    frequency,
    told_score,
    monetary_score,
    is_large,
    count(*) as customers,
    sum(monetary) as monetary,
    min(monetary) as least_monetary,
    max(monetary) as most_monetary
  from selected_graded
  group by side_key, recency_days, frequency, told_score, monetary_score, is_large
),
scored as (
  select
    'now' as side,
    standing.recency_days as recency_days,
    standing.frequency as frequency,
    standing.recency_score as recency_score,
    standing.frequency_score as frequency_score,
    standing.monetary_score as monetary_score,
    group_name.group_place as group_place,
    standing.customers as customers,
    standing.monetary as monetary,
    standing.least_monetary as least_monetary,
    standing.most_monetary as most_monetary
  from standing
  join selected_group_name as group_name on group_name.value_group = standing.segment
  union all
  select
    case graded.side_key when 1 then 'now' else 'base' end,
    graded.recency_days,
    graded.frequency,
    alike.recency_score,
    coalesce(graded.told_score, alike.frequency_score),
    graded.monetary_score,
    reg_count(
      4 * cast(graded.is_large as integer) + 2 * cast(alike.is_frequent as integer) + cast(alike.is_recent as integer)
    ),
    graded.customers,
    graded.monetary,
    graded.least_monetary,
    graded.most_monetary
  from graded
  join selected_likeness_score as alike
    on alike.side_key = graded.side_key
    and alike.recency_days = graded.recency_days
    and alike.frequency = graded.frequency
)
select
  side,
  recency_score,
  frequency_score,
  monetary_score,
  group_place,
  25 * recency_score + 5 * frequency_score + monetary_score as segment_place,
  reg_count(sum(customers)) as customers,
  sum(monetary) as monetary,
  reg_count(sum(recency_days * customers)) as recency_days,
  reg_count(sum(frequency * customers)) as frequency,
  min(recency_days) as least_recency_days,
  max(recency_days) as most_recency_days,
  min(frequency) as least_frequency,
  max(frequency) as most_frequency,
  min(least_monetary) as least_monetary,
  max(most_monetary) as most_monetary
from scored
group by side, recency_score, frequency_score, monetary_score, group_place
