select 'rating' as kind, cast(null as date) as bucket, cast(null as bigint) as resample_group, item, cast(null as text) as other_item, count(*) as n, sum(rating) as total, cast(null as double precision) as other_total, sum(rating * rating) as product
from driver_rating
group by item
union all
select 'verdict', null, null, item, null, count(*), sum(outcome), null, sum(outcome * outcome)
from driver_rating
group by item
union all
select 'cross', null, null, item, null, count(*), null, null, sum(rating * outcome)
from driver_rating
group by item
union all
select 'stated', null, null, item, null, count(importance), sum(importance), null, null
from kept_rating
where importance is not null
group by item
union all
select kind, null, null, item, null, n, total, null, null
from item_sum
where kind <> 'stated'
union all
select 'moment', null, resample_group, item, other_item, n, total, null, product
from driver_moment
order by kind, resample_group nulls last, item nulls first, other_item nulls first
