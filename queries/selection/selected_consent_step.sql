-- How consents came and went, as in consent_step: of the customers of the stores that region and store keep, by home store, and
-- none with a grade or a segment; by purchase days (agreeing) of the whole chain only, without any filter.
select
  aspect,
  day,
  next_day,
  customers
from consent_step
where aspect = 'agreeing'
  and reg_holds($scope, '*')
  and reg_unfiltered($region, $store, $channel, $category, $grade)
  and reg_empty($segment)
union all
select
  aspect,
  day,
  next_day,
  customers
from consent_step
where aspect <> 'agreeing'
  and reg_empty($grade)
  and reg_empty($segment)
  and (
    home_store_key in (select store_key from selected_store)
    or (home_store_key is null and reg_holds($scope, '*') and reg_open($region) and reg_open($store))
  )
