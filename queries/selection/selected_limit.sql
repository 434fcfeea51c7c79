-- What R, F and M become scores by, as selected_score says: the limits of each side, null where limits are given, and what means are
-- taken of.
with placed as (
  select
    side_key,
    recency_days,
    frequency,
    customers,
    monetary,
    sum(customers) over (partition by side_key order by recency_days) as recency_up_to,
    sum(customers) over (partition by side_key order by frequency) as frequency_up_to,
    sum(customers) over (partition by side_key) as all_customers
  from selected_likeness
),
whole as (
  select
    side_key,
    reg_count(sum(customers)) as customers,
    reg_count(sum(recency_days * customers)) as all_recency_days,
    reg_count(sum(frequency * customers)) as all_frequency,
    sum(monetary) as all_monetary,
    min(case when 5 * recency_up_to >= 1 * all_customers then recency_days end) as recency_1,
    min(case when 5 * recency_up_to >= 2 * all_customers then recency_days end) as recency_2,
    min(case when 5 * recency_up_to >= 3 * all_customers then recency_days end) as recency_3,
    min(case when 5 * recency_up_to >= 4 * all_customers then recency_days end) as recency_4,
    min(case when 5 * frequency_up_to >= 1 * all_customers then frequency end) as frequency_1,
    min(case when 5 * frequency_up_to >= 2 * all_customers then frequency end) as frequency_2,
    min(case when 5 * frequency_up_to >= 3 * all_customers then frequency end) as frequency_3,
    min(case when 5 * frequency_up_to >= 4 * all_customers then frequency end) as frequency_4
  from placed
  group by side_key
),
amount as (
  select
    side_key,
    reg_fifths(monetary) as fifths
  from selected_unscored
  where $scoring = 'quantile'
  group by side_key
),
cut as (
  select
    side_key,
    reg_quantiles(recency_days) as recency,
    reg_quantiles(frequency) as frequency,
    reg_quantiles(monetary) as monetary
  from selected_unscored
  where $scoring in ('rank_first', 'cut_points')
  group by side_key
)
select
  whole.side_key as side_key,
  whole.customers as customers,
  whole.all_recency_days as all_recency_days,
  whole.all_frequency as all_frequency,
  whole.all_monetary as all_monetary,
  reg_number(whole.recency_1) as recency_1,
  reg_number(whole.recency_2) as recency_2,
  reg_number(whole.recency_3) as recency_3,
  reg_number(whole.recency_4) as recency_4,
  reg_number(whole.frequency_1) as frequency_1,
  reg_number(whole.frequency_2) as frequency_2,
  reg_number(whole.frequency_3) as frequency_3,
  reg_number(whole.frequency_4) as frequency_4,
  amount.fifths[1] as monetary_1,
  amount.fifths[2] as monetary_2,
  amount.fifths[3] as monetary_3,
  amount.fifths[4] as monetary_4
from whole
join amount on amount.side_key = whole.side_key
where $scoring = 'quantile'
union all
select
  whole.side_key,
  whole.customers,
  whole.all_recency_days,
  whole.all_frequency,
  whole.all_monetary,
  cut.recency[1],
  cut.recency[2],
  cut.recency[3],
  cut.recency[4],
  cut.frequency[1],
  cut.frequency[2],
  cut.frequency[3],
  cut.frequency[4],
  cut.monetary[1],
  cut.monetary[2],
  cut.monetary[3],
  cut.monetary[4]
from whole
join cut on cut.side_key = whole.side_key
where $scoring in ('rank_first', 'cut_points')
union all
select
  whole.side_key,
  whole.customers,
  whole.all_recency_days,
  whole.all_frequency,
  whole.all_monetary,
  cast(null as double),
  cast(null as double),
  cast(null as double),
  cast(null as double),
  cast(null as double),
  cast(null as double),
  cast(null as double),
  cast(null as double),
  cast(null as double),
  cast(null as double),
  cast(null as double),
  cast(null as double)
from whole
where $scoring = 'fixed'
