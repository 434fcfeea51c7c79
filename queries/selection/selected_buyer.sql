-- What each customer bought in the months that end with the period (side 'now') and with the one compared with ('base'): one row
-- per side and customer with a purchase that the filters keep.
-- occasions are days with a purchase; net_amount includes returns, purchased_amount leaves out orders that are no purchase;
-- margin is the net amount where no cost is loaded.
-- act  orders, and apart from them the purchase days, so that days need not be counted apart for each customer
with act as (
  select
    customer_key,
    day,
    is_purchase,
    0 as occasions,
    net_amount,
    cost_amount,
    uncosted_net_amount
  from purchase_order
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and reg_empty($segment)
    and reg_holds($scope, '*')
    and customer_key is not null
  union all
  select
    customer_key,
    day,
    reg_flag(false) as is_purchase,
    1 as occasions,
    reg_money(0) as net_amount,
    reg_money(0) as cost_amount,
    reg_money(0) as uncosted_net_amount
  from visit
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and reg_empty($segment)
    and reg_holds($scope, '*')
    and opens_day
  union all
  select
    customer_key,
    day,
    is_purchase,
    case
      when is_purchase
        and row_number() over (partition by customer_key, day order by case when is_purchase then 0 else 1 end) = 1
      then 1
      else 0
    end as occasions,
    net_amount,
    cost_amount,
    uncosted_net_amount
  from selected_order
  where not (
      reg_unfiltered($region, $store, $channel, $category, $grade)
      and reg_empty($segment)
      and reg_holds($scope, '*')
    )
    and customer_key is not null
),
windowed as (
  select
    'now' as side,
    $to as as_of,
    customer_key,
    day,
    is_purchase,
    occasions,
    net_amount,
    cost_amount,
    uncosted_net_amount
  from act
  where day between reg_add_months($to + 1, -$window_months) and $to
  union all
  select
    'base' as side,
    $base_to as as_of,
    customer_key,
    day,
    is_purchase,
    occasions,
    net_amount,
    cost_amount,
    uncosted_net_amount
  from act
  where day between reg_add_months($base_to + 1, -$window_months) and $base_to
),
bought as (
  select
    side,
    as_of,
    customer_key,
    date_diff('day', max(case when is_purchase then day end), as_of) as recency_days,
    reg_count(sum(occasions)) as occasions,
    reg_count(sum(case when is_purchase then 1 else 0 end)) as orders,
    reg_money(sum(net_amount)) as net_amount,
    reg_money(sum(case when is_purchase then net_amount else reg_money(0) end)) as purchased_amount,
    sum(net_amount - uncosted_net_amount) - coalesce(sum(cost_amount), 0) as costed_margin,
    sum(uncosted_net_amount) as uncosted_net_amount
  from windowed
  group by side, as_of, customer_key
)
select
  bought.side as side,
  bought.as_of as as_of,
  bought.customer_key as customer_key,
  bought.recency_days as recency_days,
  bought.occasions as occasions,
  bought.orders as orders,
  bought.net_amount as net_amount,
  bought.purchased_amount as purchased_amount,
  case
    when data_span.margin_rate is null then reg_number(bought.net_amount)
    else reg_number(bought.costed_margin) + reg_number(bought.uncosted_net_amount) * data_span.margin_rate
  end as margin
from bought
cross join data_span
where bought.orders > 0
