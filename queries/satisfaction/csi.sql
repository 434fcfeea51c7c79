-- How satisfied are customers with everything a survey asks about, in one number for each bucket?
-- pair       ratings of two items by the same people, of each bucket; of an item with itself: its own sums
-- people     how many rated anything in the bucket
-- stated     the importance that customers state, over the whole period
-- low, high  ends of each item's scale; n is 1 where somebody said it
-- moment     complete answers with the outcome, for derived weights only
with answer as (
  select
    reg_bucket($grain, answered_on, $from) as bucket,
    survey_key,
    item_key,
    item,
    rating,
    importance
  from selected_rating
  where answered_on between $from and $to
    and rating is not null
    and (reg_empty($item) or reg_holds($item, item))
),
pair as (
  select
    one.bucket as bucket,
    one.item_key as item_key,
    other.item_key as other_item_key,
    count(*) as n,
    sum(one.rating) as total,
    sum(other.rating) as other_total,
    sum(one.rating * other.rating) as product
  from answer as one
  join answer as other on other.survey_key = one.survey_key
  where other.item_key >= one.item_key
  group by one.bucket, one.item_key, other.item_key
),
counted as (
  select
    'pair' as kind,
    pair.bucket as bucket,
    reg_count(null) as resample_group,
    one.item as item,
    other.item as other_item,
    reg_count(pair.n) as n,
    pair.total as total,
    pair.other_total as other_total,
    pair.product as product
  from pair
  join survey_item as one on one.item_key = pair.item_key
  join survey_item as other on other.item_key = pair.other_item_key
  union all
  select 'people', bucket, reg_count(null), reg_text(null), reg_text(null),
    reg_count(count(distinct survey_key)), reg_number(null), reg_number(null), reg_number(null)
  from answer
  group by bucket
  union all
  select 'stated', cast(null as date), reg_count(null), item, reg_text(null), reg_count(count(importance)), sum(importance), reg_number(null), reg_number(null)
  from answer
  where importance is not null
  group by item
  union all
  select 'low', cast(null as date), reg_count(null), item, reg_text(null), reg_count(case when is_said then 1 else 0 end), scale_low, reg_number(null), reg_number(null)
  from survey_item
  union all
  select 'high', cast(null as date), reg_count(null), item, reg_text(null), reg_count(null), scale_high, reg_number(null), reg_number(null)
  from survey_item
  union all
  select 'moment', cast(null as date), resample_group, item, other_item, n, total, reg_number(null), product
  from selected_moment
  where $weights = 'derived'
)
select
  kind,
  bucket,
  resample_group,
  item,
  other_item,
  n,
  total,
  other_total,
  product
from counted
order by kind, bucket nulls last, resample_group nulls last, item nulls first, other_item nulls first
