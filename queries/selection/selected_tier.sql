-- Important, potential and ordinary customers among those with a purchase in the window; per side, as selected_buyer has them.
-- important  at least the share given of the others earn strictly less margin, so equal ones are never split; or flagged strategic
-- potential  first purchase in the days given, or, where the predictions of the end of the data hold, a CLV among the top fifth
with ranked as (
  select
    buyer.side as side,
    buyer.as_of as as_of,
    buyer.customer_key as customer_key,
    buyer.monetary as monetary,
    buyer.margin as margin,
    rank() over (partition by buyer.side order by buyer.margin) - 1 as lower_margin,
    count(*) over (partition by buyer.side) as customers
  from selected_buyer as buyer
),
expected as (
  select
    ranked.customer_key as customer_key,
    rank() over (order by prediction.clv) - 1 as lower_clv,
    count(*) over () as customers
  from ranked
  join selected_prediction as prediction on prediction.customer_key = ranked.customer_key
  cross join data_span
  where $potential_by = 'model'
    and ranked.side = 'now'
    and ranked.as_of >= data_span.last_day
    and prediction.clv is not null
)
select
  ranked.side as side,
  ranked.customer_key as customer_key,
  ranked.monetary as monetary,
  ranked.margin as margin,
  case
    when ranked.lower_margin >= ranked.customers * (1 - $important_share) - 0.000001
      or coalesce(customer.is_strategic, false)
      then 'important'
    when date_diff('day', newcomer.day, ranked.as_of) <= $potential_days then 'potential'
    when ranked.side = 'now' and expected.lower_clv >= 0.8e0 * expected.customers - 0.000001 then 'potential'
    else 'ordinary'
  end as tier
from ranked
join customer on customer.customer_key = ranked.customer_key
left join (
  select
    customer_key,
    day
  from selected_occasion
  where previous_day is null
    and (day between $to - $potential_days and $to or day between $base_to - $potential_days and $base_to)
) as newcomer
  on newcomer.customer_key = ranked.customer_key
left join expected on expected.customer_key = ranked.customer_key
