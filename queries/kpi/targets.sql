-- Which targets were in force within the period?
select
  target.metric as metric,
  target.period as period,
  target.scope as scope,
  target.value as value,
  target.starts_on as starts_on,
  target.ends_on as ends_on
from target
where target.starts_on <= $to
  and target.ends_on >= $from
  and (
    (target.scope = 'chain' and reg_holds($scope, '*') and reg_empty($region) and reg_empty($store))
    or target.scope in (select store_id from selected_store)
    or (
      target.scope in (select region from selected_store where region is not null)
      and reg_empty($store)
      and target.scope not in (
        select region
        from store
        where region is not null
          and store_key not in (select store_key from selected_scope)
      )
    )
  )
order by metric, starts_on, ends_on, scope, period
