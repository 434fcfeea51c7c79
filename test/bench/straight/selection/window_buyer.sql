-- What each customer bought in the months that end with the period, and in those that end with the one compared with.
select
  side,
  max(as_of) as as_of,
  customer_id,
  max(as_of) - max(case when net_amount > 0 then day end) as recency_days,
  case
    when $frequency_of = 'orders' then count(case when net_amount > 0 then 1 end)
    else count(distinct case when net_amount > 0 then day end)
  end as frequency,
  reg_money(sum(case when $amount_of = 'purchases' and net_amount <= 0 then 0 else net_amount end)) as monetary,
  reg_number(reg_money(sum(margin))) as margin
from (
  select
    side.side as side,
    side.as_of as as_of,
    priced_line.customer_id as customer_id,
    priced_line.day as day,
    sum(priced_line.net_amount) as net_amount,
    sum(priced_line.margin) as margin
  from (
    select 'now' as side, $to as as_of
    union all
    select 'base' as side, $base_to as as_of
  ) as side
  join priced_line
    on priced_line.day between reg_add_months(side.as_of + 1, -$window_months) and side.as_of
  where priced_line.customer_id is not null
  group by side.side, side.as_of, priced_line.order_id, priced_line.day, priced_line.store_id, priced_line.channel, priced_line.customer_id
) as checkout
group by side, customer_id
having max(case when net_amount > 0 then day end) is not null
