with dated as (
  select
    metric,
    period,
    scope,
    value,
    case
      when length(period) = 4 then cast(period || '-01-01' as date)
      when period like '%Q%' then reg_add_months(cast(substring(period, 1, 4) || '-01-01' as date), 3 * (cast(substring(period, 7, 1) as integer) - 1))
      when length(period) = 7 then cast(period || '-01' as date)
      else cast(period as date)
    end as starts_on,
    case when length(period) = 4 then 12 when period like '%Q%' then 3 when length(period) = 7 then 1 end as months
  from targets
),
spanned as (
  select *, case when months is null then starts_on else reg_add_months(starts_on, months) - 1 end as ends_on
  from dated
)
select metric, period, scope, value, starts_on, ends_on
from spanned
where starts_on <= $to
  and ends_on >= $from
  and (scope in (select unnest($region)) or scope in (select store_id from stores where region in (select unnest($region))))
  and scope in (select unnest($store))
order by metric, starts_on, ends_on, scope, period
