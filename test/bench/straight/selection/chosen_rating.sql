-- The ratings of the items asked for.
select *
from kept_rating
where rating is not null
  and item in (select unnest($item))
