-- What each customer bought, said and complained of in the stores in scope; twelve months end with the data.
with purchased as (
  select
    customer.customer_key as customer_key,
    customer.first_purchase_on as first_purchase_on,
    customer.last_purchase_on as last_purchase_on,
    customer_value.orders as orders_12m,
    customer_value.net_amount as net_sales_12m,
    customer.net_amount as lifetime_net_sales
  from customer
  left join customer_value on customer_value.customer_key = customer.customer_key
  where reg_holds($scope, '*')
  union all
  select
    purchase_order.customer_key,
    min(case when is_purchase then day end),
    max(case when is_purchase then day end),
    reg_count(sum(case when is_purchase and day >= reg_add_months(data_span.last_day + 1, -12) then 1 else 0 end)),
    reg_money(sum(case when day >= reg_add_months(data_span.last_day + 1, -12) then net_amount else 0 end)),
    reg_money(sum(net_amount))
  from purchase_order
  cross join data_span
  where not reg_holds($scope, '*')
    and purchase_order.customer_key is not null
    and purchase_order.store_key in (select store_key from selected_scope)
  group by purchase_order.customer_key
),
complained as (
  select
    customer_key,
    count(*) as complaints
  from complaint_case
  where reg_holds($scope, '*') or store_key in (select store_key from selected_scope)
  group by customer_key
),
asked as (
  select
    customer_key,
    nps,
    row_number() over (partition by customer_key order by answered_on desc, survey_id desc) as latest
  from survey_response
  where nps is not null
    and answered_on is not null
    and (reg_holds($scope, '*') or store_key in (select store_key from selected_scope))
)
select
  customer.customer_key as customer_key,
  purchased.first_purchase_on as first_purchase_on,
  purchased.last_purchase_on as last_purchase_on,
  reg_count(coalesce(purchased.orders_12m, 0)) as orders_12m,
  coalesce(purchased.net_sales_12m, reg_money(0)) as net_sales_12m,
  coalesce(purchased.lifetime_net_sales, reg_money(0)) as lifetime_net_sales,
  reg_count(coalesce(complained.complaints, 0)) as complaints,
  asked.nps as last_nps
from customer
left join purchased on purchased.customer_key = customer.customer_key
left join complained on complained.customer_key = customer.customer_key
left join asked on asked.customer_key = customer.customer_key and asked.latest = 1
