-- What each customer bought in the months that end with the period (side 'now') and with the one compared with ('base'): one row
-- per side and customer with a purchase that the filters keep. side_key is 1 for 'now' and 0 for 'base': millions are joined by numbers.
-- frequency counts days with a purchase, or orders; monetary includes returns, or leaves out orders that are no purchase; margin
-- counts every order, and is the net amount where no cost is loaded.
-- year    the twelve months that end with the data stand ready in customer_value, whoever of its customers a segment keeps
-- other   one row unless year says all of side 'now'
-- kept    orders of both, of customers one after the other; with a category filter what it leaves of them
-- bought  days with a purchase are only told apart where a customer has more than one row on a day
with year as (
  select
    customer_key,
    recency_days,
    case when $frequency_of = 'orders' then orders else occasions end as frequency,
    net_amount,
    margin_amount
  from customer_value
  where reg_unfiltered($region, $store, $channel, $category, $grade)
    and (reg_empty($segment) or reg_holds($segment, segment))
    and reg_holds($scope, '*')
    and $amount_of = 'net_sales'
    and $window_months = 12
    and $to = (select last_day from data_span)
    and occasions > 0
),
other as (
  select last_day
  from data_span
  where not (
    reg_unfiltered($region, $store, $channel, $category, $grade)
    and reg_holds($scope, '*')
    and $amount_of = 'net_sales'
    and $window_months = 12
    and $to = last_day
  )
),
kept as (
  select
    1 as side_key,
    customer_key,
    day,
    is_purchase,
    shares_day,
    net_amount,
    uncosted_net_amount,
    cost_amount
  from customer_order
  cross join other
  where reg_empty($category)
    and (reg_empty($segment) or customer_key in (select customer_key from selected_member))
    and ((reg_holds($scope, '*') and reg_empty($region) and reg_empty($store)) or store_key in (select store_key from selected_store))
    and (reg_empty($channel) or reg_holds($channel, channel))
    and (reg_empty($grade) or reg_holds($grade, grade))
    and day between reg_add_months($to + 1, -$window_months) and $to
  union all
  select
    0 as side_key,
    customer_key,
    day,
    is_purchase,
    shares_day,
    net_amount,
    uncosted_net_amount,
    cost_amount
  from customer_order
  where reg_empty($category)
    and (reg_empty($segment) or customer_key in (select customer_key from selected_member))
    and ((reg_holds($scope, '*') and reg_empty($region) and reg_empty($store)) or store_key in (select store_key from selected_store))
    and (reg_empty($channel) or reg_holds($channel, channel))
    and (reg_empty($grade) or reg_holds($grade, grade))
    and day between reg_add_months($base_to + 1, -$window_months) and $base_to
  union all
  select
    1 as side_key,
    customer_key,
    day,
    is_purchase,
    shares_day,
    net_amount,
    uncosted_net_amount,
    cost_amount
  from selected_order
  cross join other
  where not reg_empty($category)
    and customer_key is not null
    and day between reg_add_months($to + 1, -$window_months) and $to
  union all
  select
    0 as side_key,
    customer_key,
    day,
    is_purchase,
    shares_day,
    net_amount,
    uncosted_net_amount,
    cost_amount
  from selected_order
  where not reg_empty($category)
    and customer_key is not null
    and day between reg_add_months($base_to + 1, -$window_months) and $base_to
),
bought as (
  select
    side_key,
    customer_key,
    max(case when is_purchase then day end) as last_purchase_on,
    case
      when $frequency_of = 'orders' then sum(case when is_purchase then 1 else 0 end)
      else sum(case when is_purchase and not shares_day then 1 else 0 end)
        + coalesce(count(distinct day) filter (where is_purchase and shares_day), 0)
    end as frequency,
    sum(case when $amount_of = 'purchases' and not is_purchase then reg_money(0) else net_amount end) as monetary,
    reg_money(sum(net_amount)) as net_amount,
    reg_money(coalesce(sum(uncosted_net_amount), 0)) as uncosted_net_amount,
    reg_money(coalesce(sum(cost_amount), 0)) as cost_amount
  from kept
  group by side_key, customer_key
)
select
  'now' as side,
  1 as side_key,
  customer_key,
  recency_days,
  frequency,
  net_amount as monetary,
  coalesce(margin_amount, reg_number(net_amount)) as margin
from year
union all
select
  case bought.side_key when 1 then 'now' else 'base' end,
  bought.side_key,
  bought.customer_key,
  date_diff('day', bought.last_purchase_on, case bought.side_key when 1 then $to else $base_to end),
  reg_count(bought.frequency),
  reg_money(bought.monetary),
  case
    when data_span.margin_rate is null then reg_number(bought.net_amount)
    else reg_number(bought.net_amount - bought.uncosted_net_amount - bought.cost_amount)
      + reg_number(bought.uncosted_net_amount) * data_span.margin_rate
  end
from bought
cross join data_span
where bought.last_purchase_on is not null
