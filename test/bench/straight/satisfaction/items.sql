select 'rating' as kind, cast(null as date) as bucket, cast(null as bigint) as resample_group, item, cast(null as text) as other_item, count(*) as n, sum(rating) as total, cast(null as double precision) as other_total, sum(rating * rating) as product
from chosen_rating
group by item
union all
select 'expected', null, null, item, null, count(*), sum(expectation), null, sum(expectation * expectation)
from chosen_rating
where expectation is not null
group by item
union all
select 'gap', null, null, item, null, count(*), sum(rating - expectation), null, sum((rating - expectation) * (rating - expectation))
from chosen_rating
where expectation is not null
group by item
union all
select kind, null, null, item, null, n, total, null, null
from item_sum
union all
select 'moment', null, resample_group, item, other_item, n, total, null, product
from driver_moment
where $weights = 'derived'
order by kind, resample_group nulls last, item nulls first, other_item nulls first
