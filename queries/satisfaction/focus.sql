-- In which items does one store differ from the others, and which of them matter?
-- here    the ratings of the store
-- others  the ratings of the other stores
-- moment  complete answers of all stores, for what matters
with answer as (
  select
    rating.item as item,
    rating.rating as rating,
    case when store.store_id = $of then 'here' else 'others' end as place
  from selected_rating as rating
  join selected_store as store on store.store_key = rating.store_key
  where rating.answered_on between $from and $to
    and rating.rating is not null
    and (reg_empty($item) or reg_holds($item, rating.item))
),
counted as (
  select
    place as kind,
    cast(null as date) as bucket,
    reg_count(null) as resample_group,
    item,
    reg_text(null) as other_item,
    reg_count(count(*)) as n,
    sum(rating) as total,
    reg_number(null) as other_total,
    sum(rating * rating) as product
  from answer
  group by place, item
  union all
  select 'low', cast(null as date), reg_count(null), item, reg_text(null), reg_count(case when is_said then 1 else 0 end), scale_low, reg_number(null), reg_number(null)
  from survey_item
  union all
  select 'high', cast(null as date), reg_count(null), item, reg_text(null), reg_count(null), scale_high, reg_number(null), reg_number(null)
  from survey_item
  union all
  select 'moment', cast(null as date), resample_group, item, other_item, n, total, reg_number(null), product
  from selected_moment
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
order by kind, resample_group nulls last, item nulls first, other_item nulls first
