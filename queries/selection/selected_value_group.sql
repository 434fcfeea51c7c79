-- The value group of each customer who purchased in the twelve months that end with the data, as customer_value has it. For people
-- who see only some stores: by what was bought in these stores, against the means of those who bought there, so that a group tells
-- nothing of purchases elsewhere.
with last_year as (
  select
    last_day,
    reg_add_months(last_day + 1, -12) as first_day
  from data_span
),
bought as (
  select
    purchase_order.customer_key as customer_key,
    date_diff('day', max(case when purchase_order.is_purchase then purchase_order.day end), max(last_year.last_day)) as recency_days,
    reg_count(count(distinct case when purchase_order.is_purchase then purchase_order.day end)) as occasions,
    cast(sum(purchase_order.net_amount) as decimal(38, 4)) as net_amount
  from purchase_order
  cross join last_year
  where not reg_holds($scope, '*')
    and purchase_order.customer_key is not null
    and purchase_order.day >= last_year.first_day
    and purchase_order.store_key in (select store_key from selected_scope)
  group by purchase_order.customer_key
),
compared as (
  select
    customer_key,
    recency_days * count(*) over () <= sum(recency_days) over () as is_recent,
    occasions * count(*) over () >= sum(occasions) over () as is_frequent,
    net_amount * count(*) over () >= sum(net_amount) over () as is_large
  from bought
  where occasions > 0
)
select
  customer_key,
  segment
from customer_value
where reg_holds($scope, '*')
  and segment is not null
union all
select
  customer_key,
  concat(
    case when is_large then 'important_' else 'general_' end,
    case
      when is_recent and is_frequent then 'value'
      when is_frequent then 'keep'
      when is_recent then 'develop'
      else 'win_back'
    end
  ) as segment
from compared
