-- What each customer bought in the months that end with the period (side 'now') and with the one compared with ('base'): one row
-- per side and customer with a purchase that the filters keep.
-- frequency counts days with a purchase, or orders; monetary includes returns, or leaves out orders that are no purchase; margin
-- counts every order, and is the net amount where no cost is loaded.
-- act  orders, and apart from them the purchase days, so that days need not be told apart for each customer
with act as (
  select
    customer_key,
    day,
    cast(null as date) as bought_on,
    case when $frequency_of = 'orders' and is_purchase then 1 else 0 end as times,
    case when $amount_of = 'purchases' and not is_purchase then reg_money(0) else net_amount end as amount,
    reg_number(net_amount) as net_amount,
    reg_number(uncosted_net_amount) as uncosted_net_amount,
    reg_number(coalesce(cost_amount, reg_money(0))) as cost_amount
  from purchase_order
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and reg_empty($segment)
    and reg_holds($scope, '*')
    and customer_key is not null
  union all
  select
    customer_key,
    day,
    day as bought_on,
    case when $frequency_of = 'orders' then 0 else 1 end as times,
    reg_money(0) as amount,
    reg_number(0) as net_amount,
    reg_number(0) as uncosted_net_amount,
    reg_number(0) as cost_amount
  from visit
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and reg_empty($segment)
    and reg_holds($scope, '*')
    and opens_day
  union all
  select
    customer_key,
    day,
    case when is_purchase then day end as bought_on,
    case
      when not is_purchase then 0
      when $frequency_of = 'orders' then 1
      when row_number() over (partition by customer_key, day order by case when is_purchase then 0 else 1 end) = 1 then 1
      else 0
    end as times,
    case when $amount_of = 'purchases' and not is_purchase then reg_money(0) else net_amount end as amount,
    reg_number(net_amount) as net_amount,
    reg_number(uncosted_net_amount) as uncosted_net_amount,
    reg_number(coalesce(cost_amount, reg_money(0))) as cost_amount
  from selected_order
  where not (
      reg_unfiltered($region, $store, $channel, $category, $grade)
      and reg_empty($segment)
      and reg_holds($scope, '*')
    )
    and customer_key is not null
),
bought as (
  select
    'now' as side,
    $to as as_of,
    customer_key,
    date_diff('day', max(bought_on), $to) as recency_days,
    reg_count(sum(times)) as frequency,
    reg_money(sum(amount)) as monetary,
    sum(net_amount) as net_amount,
    sum(uncosted_net_amount) as uncosted_net_amount,
    sum(cost_amount) as cost_amount
  from act
  where day between reg_add_months($to + 1, -$window_months) and $to
  group by customer_key
  having max(bought_on) is not null
  union all
  select
    'base' as side,
    $base_to as as_of,
    customer_key,
    date_diff('day', max(bought_on), $base_to) as recency_days,
    reg_count(sum(times)) as frequency,
    reg_money(sum(amount)) as monetary,
    sum(net_amount) as net_amount,
    sum(uncosted_net_amount) as uncosted_net_amount,
    sum(cost_amount) as cost_amount
  from act
  where day between reg_add_months($base_to + 1, -$window_months) and $base_to
  group by customer_key
  having max(bought_on) is not null
)
select
  bought.side as side,
  bought.as_of as as_of,
  bought.customer_key as customer_key,
  bought.recency_days as recency_days,
  bought.frequency as frequency,
  bought.monetary as monetary,
  case
    when data_span.margin_rate is null then bought.net_amount
    else bought.net_amount - bought.uncosted_net_amount - bought.cost_amount
      + bought.uncosted_net_amount * data_span.margin_rate
  end as margin
from bought
cross join data_span
