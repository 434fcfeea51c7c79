with rated as (
  select reg_bucket($grain, answered_on, $from) as bucket, survey_id, item, rating
  from chosen_rating
)
select 'pair' as kind, one.bucket as bucket, cast(null as bigint) as resample_group, one.item as item, other.item as other_item, count(*) as n, sum(one.rating) as total, sum(other.rating) as other_total, sum(one.rating * other.rating) as product
from rated as one
join rated as other on other.survey_id = one.survey_id and other.item >= one.item
group by one.bucket, one.item, other.item
union all
select 'people', bucket, null, null, null, count(distinct survey_id), null, null, null
from rated
group by bucket
union all
select kind, null, null, item, null, n, total, null, null
from item_sum
union all
select 'moment', null, resample_group, item, other_item, n, total, null, product
from driver_moment
where $weights = 'derived'
order by kind, bucket nulls last, resample_group nulls last, item nulls first, other_item nulls first
