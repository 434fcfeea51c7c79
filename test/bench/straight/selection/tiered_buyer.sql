-- Important, potential and ordinary ones among these customers. What the model expects is read from its table.
with first_purchase as (
  select customer_id, min(day) as day
  from purchase_day
  group by customer_id
),
ranked as (
  select
    side,
    as_of,
    customer_id,
    monetary,
    margin,
    rank() over (partition by side order by margin) - 1 as lower_margin,
    count(*) over (partition by side) as customers
  from window_buyer
),
expected as (
  select
    ranked.customer_id as customer_id,
    rank() over (order by prediction.clv) - 1 as lower_clv,
    count(*) over () as customers
  from ranked
  join prediction on prediction.customer_id = ranked.customer_id
  where $potential_by = 'model'
    and ranked.side = 'now'
    and ranked.as_of >= (select last_day from chain)
    and prediction.clv is not null
)
select
  ranked.side as side,
  ranked.customer_id as customer_id,
  ranked.monetary as monetary,
  ranked.margin as margin,
  case
    when ranked.lower_margin >= ranked.customers * (1 - $important_share) - 0.000001 or customers.is_strategic then 'important'
    when ranked.as_of - first_purchase.day <= $potential_days then 'potential'
    when ranked.side = 'now' and expected.lower_clv >= 0.8 * expected.customers - 0.000001 then 'potential'
    else 'ordinary'
  end as tier
from ranked
left join customers on customers.customer_id = ranked.customer_id
left join first_purchase on first_purchase.customer_id = ranked.customer_id
left join expected on expected.customer_id = ranked.customer_id
