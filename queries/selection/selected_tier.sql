-- Important, potential and ordinary customers among those with a purchase in the window; per side, as selected_buyer has them, by the
-- place that selected_tier_name has.
-- important  at least the share given of the others earn strictly less margin, so equal ones are never split; or flagged strategic
-- potential  first purchase in the days given, or, where the predictions of the end of the data hold, a CLV among the top fifth
with edge as (
  select
    side_key,
    reg_at_share(margin, 1 - $important_share - 1e-12) as margin
  from selected_buyer
  group by side_key
),
promise as (
  select
    buyer.customer_key as customer_key,
    prediction.clv as clv
  from selected_buyer as buyer
  join selected_prediction as prediction on prediction.customer_key = buyer.customer_key
  where $potential_by = 'model'
    and buyer.side = 'now'
    and $to >= (select last_day from data_span)
    and prediction.clv is not null
),
promising as (
  select reg_at_share(clv, 0.8) as clv
  from promise
),
newcomer as (
  select
    customer_key,
    day
  from selected_occasion
  where previous_day is null
    and (day between $to - $potential_days and $to or day between $base_to - $potential_days and $base_to)
)
select
  buyer.side as side,
  buyer.customer_key as customer_key,
  buyer.monetary as monetary,
  buyer.margin as margin,
  case
    when buyer.margin > edge.margin or strategic.customer_key is not null then 1
    when date_diff('day', newcomer.day, buyer.as_of) <= $potential_days then 2
    when buyer.side = 'now' and promise.clv > promising.clv then 2
    else 3
  end as tier_place
from selected_buyer as buyer
join edge on edge.side_key = buyer.side_key
cross join promising
left join customer as strategic
  on strategic.customer_key = buyer.customer_key
  and strategic.is_strategic
left join newcomer on newcomer.customer_key = buyer.customer_key
left join promise on promise.customer_key = buyer.customer_key
