-- Important, potential and ordinary customers among those with a purchase in the window; per side, as selected_buyer has them, by the
-- place that selected_tier_name has.
-- important  at least the share given of the others earn strictly less margin, so equal ones are never split; or flagged strategic
-- potential  first purchase in the days given, or, where the predictions of the end of the data hold, a CLV among the top fifth
with edge as (
  select
    max(case when side_key = 1 then margin end) as margin,
    max(case when side_key = 0 then margin end) as base_margin
  from (
    select
      side_key,
      reg_at_share(margin, 1 - $important_share - 1e-12) as margin
    from selected_buyer
    group by side_key
  ) as of_side
),
foretold as (
  select
    buyer.side_key as side_key,
    buyer.customer_key as customer_key,
    buyer.monetary as monetary,
    buyer.margin as margin,
    prediction.clv as clv
  from (
    select
      selected_buyer.side_key as side_key,
      selected_buyer.customer_key as customer_key,
      selected_buyer.monetary as monetary,
      selected_buyer.margin as margin
    from selected_buyer
    cross join data_span
    where $potential_by = 'model'
      and selected_buyer.side_key = 1
      and $to >= data_span.last_day
  ) as buyer
  left join selected_prediction as prediction on prediction.customer_key = buyer.customer_key
  where $potential_by = 'model'
),
promise as (
  select
    side_key,
    customer_key,
    monetary,
    margin,
    clv
  from foretold
  union all
  select
    side_key,
    customer_key,
    monetary,
    margin,
    reg_number(null)
  from selected_buyer
  where not ($potential_by = 'model' and side_key = 1 and $to >= (select last_day from data_span))
),
promising as (
  select reg_at_share(clv, 0.8) as clv
  from foretold
  where clv is not null
),
first_purchase as (
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
),
newcomer as (
  select
    1 as side_key,
    customer_key
  from first_purchase
  where day >= $to - $potential_days
  union all
  select
    0,
    customer_key
  from first_purchase
  where day >= $base_to - $potential_days
)
select
  case buyer.side_key when 1 then 'now' else 'base' end as side,
  buyer.side_key as side_key,
  buyer.customer_key as customer_key,
  buyer.monetary as monetary,
  buyer.margin as margin,
  case
    when buyer.margin > case buyer.side_key when 1 then edge.margin else edge.base_margin end then 1
    when buyer.customer_key in (select customer_key from customer where is_strategic) then 1
    when (buyer.side_key, buyer.customer_key) in (select side_key, customer_key from newcomer) then 2
    when buyer.clv > promising.clv then 2
    else 3
  end as tier_place
from promise as buyer
cross join edge
cross join promising
