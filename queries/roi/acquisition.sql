-- What does a new customer cost, and what does a customer bring in the first year?
-- matured  customers whose first purchase lies in the twelve months that end a year before the last day known
with last_known as (
  select least($to, last_day) as day
  from data_span
),
matured as (
  select
    customer.customer_key as customer_key,
    customer.first_purchase_on as first_purchase_on
  from customer
  cross join last_known
  where customer.customer_key in (select customer_key from selected_customer)
    and customer.first_purchase_on <= reg_add_months(last_known.day, -12)
    and customer.first_purchase_on > reg_add_months(last_known.day, -24)
),
first_year as (
  select
    matured.customer_key as customer_key,
    sum(coalesce(purchase.margin, 0.0)) as margin,
    count(purchase.margin) as known
  from matured
  left join selected_scope_purchase as purchase
    on purchase.customer_key = matured.customer_key
    and purchase.day < reg_add_months(matured.first_purchase_on, 12)
  group by matured.customer_key
),
came as (
  select count(*) as new_customers
  from customer
  where customer_key in (select customer_key from selected_customer)
    and first_purchase_on between $from and $to
),
promised as (
  select avg(prediction.clv) as clv
  from customer
  join selected_prediction as prediction on prediction.customer_key = customer.customer_key
  where customer.customer_key in (select customer_key from selected_customer)
    and customer.first_purchase_on between $from and $to
),
spent as (
  select sum(cost) as cost
  from selected_ledger_entry
  where month between $from and $to
    and kind in ('media', 'incentive', 'contact')
)
select
  reg_count(came.new_customers) as new_customers,
  spent.cost as acquisition_cost,
  reg_count(yearly.customers) as matured_customers,
  yearly.margin as first_year_margin,
  yearly.squares as first_year_squares,
  promised.clv as model_clv
from came
cross join promised
cross join spent
cross join (
  select
    count(*) as customers,
    case when sum(known) > 0 then sum(margin) end as margin,
    case when sum(known) > 0 then sum(margin * margin) end as squares
  from first_year
) as yearly
order by new_customers
