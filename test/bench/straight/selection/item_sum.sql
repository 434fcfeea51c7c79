-- What every question about items reads besides: stated importance, and the ends of the scales.
select 'stated' as kind, item, count(importance) as n, sum(importance) as total
from kept_rating
where importance is not null
  and rating is not null
  and item in (select unnest($item))
group by item
union all
select 'low', item, 0, scale_low
from item_scale
union all
select 'high', item, null, scale_high
from item_scale
