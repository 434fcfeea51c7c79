-- What does a new customer cost, and what does a customer bring in the first year?
-- counted     customers whose first purchase lies in the period, or who are matured
-- is_matured  whose first purchase lies in the twelve months that end a year before the last day known
with last_known as (
  select least($to, last_day) as day
  from data_span
),
arrived as (
  select
    arriving.customer_key as customer_key,
    arriving.first_purchase_on as first_purchase_on,
    arriving.first_year_known_margin + arriving.first_year_uncosted_net_amount * data_span.margin_rate as first_year_margin,
    arriving.first_purchase_on between $from and $to as is_new,
    arriving.first_purchase_on <= reg_add_months(last_known.day, -12)
      and arriving.first_purchase_on > reg_add_months(last_known.day, -24) as is_matured
  from selected_customer as arriving
  cross join last_known
  cross join data_span
  where arriving.first_purchase_on is not null
),
seen as (
  select
    arrived.customer_key as customer_key,
    sum(purchase.margin) as margin
  from arrived
  join selected_scope_purchase as purchase
    on purchase.customer_key = arrived.customer_key
    and purchase.day < reg_add_months(arrived.first_purchase_on, 12)
  where not reg_holds($scope, '*')
    and arrived.is_matured
  group by arrived.customer_key
),
first_year as (
  select first_year_margin as margin
  from arrived
  where reg_holds($scope, '*')
    and is_matured
  union all
  select seen.margin
  from arrived
  left join seen on seen.customer_key = arrived.customer_key
  where not reg_holds($scope, '*')
    and arrived.is_matured
),
came as (
  select
    count(*) as new_customers,
    avg(prediction.clv) as clv
  from arrived
  left join selected_prediction as prediction on prediction.customer_key = arrived.customer_key
  where arrived.is_new
),
spent as (
  select sum(cost) as cost
  from selected_ledger_entry
  where month between $from and $to
    and kind in ('media', 'incentive', 'contact')
)
select
  case when loaded.has_purchases then reg_count(came.new_customers) end as new_customers,
  case when loaded.has_ledger then spent.cost end as acquisition_cost,
  reg_count(yearly.customers) as matured_customers,
  yearly.margin as first_year_margin,
  yearly.squares as first_year_squares,
  came.clv as model_clv
from came
cross join spent
cross join loaded
cross join (
  select
    count(*) as customers,
    case when count(margin) > 0 then sum(coalesce(margin, 0.0)) end as margin,
    case when count(margin) > 0 then sum(coalesce(margin, 0.0) * coalesce(margin, 0.0)) end as squares
  from first_year
) as yearly
order by new_customers
