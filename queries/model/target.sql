-- Targets with the first and last day of their period; a period that cannot be read is left out.
with dated as (
  select
    metric,
    period,
    case when lower(scope) in ('', '*', 'all', 'chain', '全部', '全连锁') then 'chain' else scope end as scope,
    value,
    case
      when length(period) = 4 then 12
      when upper(substring(period, 6, 1)) = 'Q' then 3
      when length(period) = 7 then 1
    end as months,
    reg_try_date(
      case
        when length(period) = 4 then concat(period, '-01-01')
        when upper(substring(period, 6, 1)) = 'Q' then concat(
          substring(period, 1, 5),
          case substring(period, 7, 1) when '1' then '01' when '2' then '04' when '3' then '07' when '4' then '10' else 'x' end,
          '-01'
        )
        when length(period) = 7 then concat(period, '-01')
        else period
      end
    ) as starts_on
  from targets
)
select
  metric,
  period,
  scope,
  value,
  starts_on,
  case when months is null then starts_on else reg_add_months(starts_on, months) - 1 end as ends_on
from dated
where starts_on is not null
