-- What each customer bought in the months that end with the period (side 'now') and with the one compared with ('base'): one row
-- per side and customer with a purchase that the filters keep.
-- frequency counts days with a purchase, or orders; monetary includes returns, or leaves out orders that are no purchase; margin
-- counts every order, and is the net amount where no cost is loaded.
-- year   the twelve months that end with the data stand ready in customer_value
-- seen   purchase days, and apart from them orders (sold), so that days need not be told apart for each customer
-- kept   orders that the filters keep
with year as (
  select
    customer_key,
    recency_days,
    case when $frequency_of = 'orders' then orders else occasions end as frequency,
    net_amount,
    margin_amount
  from customer_value
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and reg_empty($segment)
    and reg_holds($scope, '*')
    and $amount_of = 'net_sales'
    and $window_months = 12
    and $to = (select last_day from data_span)
    and occasions > 0
),
seen as (
  select
    'now' as side,
    customer_key,
    max(day) as last_day,
    count(*) as occasions
  from visit
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and reg_empty($segment)
    and reg_holds($scope, '*')
    and opens_day
    and day between reg_add_months($to + 1, -$window_months) and $to
    and not ($amount_of = 'net_sales' and $window_months = 12 and $to = (select last_day from data_span))
  group by customer_key
  union all
  select
    'base' as side,
    customer_key,
    max(day) as last_day,
    count(*) as occasions
  from visit
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and reg_empty($segment)
    and reg_holds($scope, '*')
    and opens_day
    and day between reg_add_months($base_to + 1, -$window_months) and $base_to
  group by customer_key
),
sold as (
  select
    'now' as side,
    customer_key,
    sum(case when is_purchase then 1 else 0 end) as orders,
    sum(case when $amount_of = 'purchases' and not is_purchase then reg_money(0) else net_amount end) as monetary,
    sum(net_amount) as net_amount,
    sum(uncosted_net_amount) as uncosted_net_amount,
    sum(cost_amount) as cost_amount
  from purchase_order
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and reg_empty($segment)
    and reg_holds($scope, '*')
    and customer_key is not null
    and day between reg_add_months($to + 1, -$window_months) and $to
    and not ($amount_of = 'net_sales' and $window_months = 12 and $to = (select last_day from data_span))
  group by customer_key
  union all
  select
    'base' as side,
    customer_key,
    sum(case when is_purchase then 1 else 0 end) as orders,
    sum(case when $amount_of = 'purchases' and not is_purchase then reg_money(0) else net_amount end) as monetary,
    sum(net_amount) as net_amount,
    sum(uncosted_net_amount) as uncosted_net_amount,
    sum(cost_amount) as cost_amount
  from purchase_order
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and reg_empty($segment)
    and reg_holds($scope, '*')
    and customer_key is not null
    and day between reg_add_months($base_to + 1, -$window_months) and $base_to
  group by customer_key
),
kept as (
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
    net_amount,
    uncosted_net_amount,
    cost_amount
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
    seen.side as side,
    seen.customer_key as customer_key,
    seen.last_day as last_day,
    case when $frequency_of = 'orders' then sold.orders else seen.occasions end as frequency,
    sold.monetary as monetary,
    sold.net_amount as net_amount,
    sold.uncosted_net_amount as uncosted_net_amount,
    sold.cost_amount as cost_amount
  from seen
  join sold on sold.customer_key = seen.customer_key and sold.side = seen.side
  union all
  select
    'now' as side,
    customer_key,
    max(bought_on) as last_day,
    sum(times) as frequency,
    sum(amount) as monetary,
    sum(net_amount) as net_amount,
    sum(uncosted_net_amount) as uncosted_net_amount,
    sum(cost_amount) as cost_amount
  from kept
  where day between reg_add_months($to + 1, -$window_months) and $to
  group by customer_key
  having max(bought_on) is not null
  union all
  select
    'base' as side,
    customer_key,
    max(bought_on) as last_day,
    sum(times) as frequency,
    sum(amount) as monetary,
    sum(net_amount) as net_amount,
    sum(uncosted_net_amount) as uncosted_net_amount,
    sum(cost_amount) as cost_amount
  from kept
  where day between reg_add_months($base_to + 1, -$window_months) and $base_to
  group by customer_key
  having max(bought_on) is not null
)
select
  'now' as side,
  $to as as_of,
  customer_key,
  recency_days,
  frequency,
  net_amount as monetary,
  coalesce(margin_amount, reg_number(net_amount)) as margin
from year
union all
select
  bought.side,
  case bought.side when 'now' then $to else $base_to end,
  bought.customer_key,
  date_diff('day', bought.last_day, case bought.side when 'now' then $to else $base_to end),
  reg_count(bought.frequency),
  reg_money(bought.monetary),
  case
    when data_span.margin_rate is null then reg_number(bought.net_amount)
    else reg_number(bought.net_amount - coalesce(bought.uncosted_net_amount, 0) - coalesce(bought.cost_amount, 0))
      + reg_number(coalesce(bought.uncosted_net_amount, 0)) * data_span.margin_rate
  end
from bought
cross join data_span
