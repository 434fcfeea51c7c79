with told as (
  select case when stores.store_id = $of then 'here' else 'others' end as place, item, rating
  from chosen_rating
  join placed_survey on placed_survey.survey_id = chosen_rating.survey_id
  join stores on stores.store_id = placed_survey.store_id
)
select place as kind, cast(null as date) as bucket, cast(null as bigint) as resample_group, item, cast(null as text) as other_item, count(*) as n, sum(rating) as total, cast(null as double precision) as other_total, sum(rating * rating) as product
from told
group by place, item
union all
select kind, null, null, item, null, n, total, null, null
from item_sum
where kind <> 'stated'
union all
select 'moment', null, resample_group, item, other_item, n, total, null, product
from driver_moment
order by kind, resample_group nulls last, item nulls first, other_item nulls first
