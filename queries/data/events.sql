-- What happened that a time chart should mark?
select
  starts_on,
  ends_on,
  kind,
  label
from event
where starts_on <= $to
  and ends_on >= $from
  and (store_key is null or store_key in (select store_key from selected_store))
order by starts_on, ends_on, kind, label
