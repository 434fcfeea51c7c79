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
    buyer.side_key as side_key,
    buyer.as_of as as_of,
    buyer.customer_key as customer_key,
    buyer.monetary as monetary,
    buyer.margin as margin,
    prediction.clv as clv
  from selected_buyer as buyer
  left join selected_prediction as prediction on prediction.customer_key = buyer.customer_key
  where $potential_by = 'model'
    and buyer.side_key = 1
    and $to >= (select last_day from data_span)
  union all
  select
    side_key,
    as_of,
    customer_key,
    monetary,
    margin,
    reg_number(null)
  from selected_buyer
  where not ($potential_by = 'model' and side_key = 1 and $to >= (select last_day from data_span))
),
promising as (
  select reg_at_share(clv, 0.8) as clv
  from promise
  where clv is not null
),
newcomer as (
  select
    customer_key,
    first_purchase_on as day
  from customer
  where reg_holds($scope, '*')
    and (first_purchase_on between $to - $potential_days and $to or first_purchase_on between $base_to - $potential_days and $base_to)
  union all
  select
    customer_key,
    day
  from selected_occasion
  where not reg_holds($scope, '*')
    and previous_day is null
    and (day between $to - $potential_days and $to or day between $base_to - $potential_days and $base_to)
)
select
  case buyer.side_key when 1 then 'now' else 'base' end as side,
  buyer.customer_key as customer_key,
  buyer.monetary as monetary,
  buyer.margin as margin,
  case
    when buyer.margin > edge.margin or strategic.customer_key is not null then 1
    when date_diff('day', newcomer.day, buyer.as_of) <= $potential_days then 2
    when buyer.clv > promising.clv then 2
    else 3
  end as tier_place
from promise as buyer
join edge on edge.side_key = buyer.side_key
cross join promising
left join customer as strategic
  on strategic.customer_key = buyer.customer_key
  and strategic.is_strategic
left join newcomer on newcomer.customer_key = buyer.customer_key
