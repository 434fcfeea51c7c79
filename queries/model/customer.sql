-- One wide row per customer; what no table says is null, what did not happen is zero.
-- home_store_key is the home store on file, or else the store of the first purchase. filled_weight counts the filled fields
-- of the profile, name and phone twice: at most 10. Lifetime amounts include returns.
-- median_gap_days  of the days from one day with a purchase to the next
-- first_year_*  of the twelve months from the first purchase on: net sales less cost, where the cost is known, and net sales without
--               one; the margin is the former and the latter × the chain's margin rate, which is left to whoever asks
with person as (
  select
    customer_key,
    customer_id
  from customer_key
  where customer_key in (select customer_key from customer_in_build)
),
visited as (
  select
    customer_key,
    min(day) as first_purchase_on,
    reg_add_months(min(day), 12) as second_year_from,
    min(case when previous_day is not null then day end) as second_purchase_on,
    max(day) as last_purchase_on,
    min(case when previous_day is null then store_key end) as first_store_key,
    reg_count(sum(case when opens_day then 1 else 0 end)) as occasions,
    reg_number(reg_median(case when opens_day then date_diff('day', previous_day, day) end)) as median_gap_days
  from visit
  where customer_key in (select customer_key from customer_in_build)
  group by customer_key
),
purchased as (
  select
    customer_order.customer_key as customer_key,
    reg_count(sum(case when is_purchase then 1 else 0 end)) as orders,
    sum(lines) as lines,
    reg_money(sum(net_amount)) as net_amount,
    sum(case when day < second_year_from then net_amount - uncosted_net_amount end) as first_year_costed,
    sum(case when day < second_year_from then cost_amount end) as first_year_cost,
    sum(case when day < second_year_from then uncosted_net_amount end) as first_year_uncosted
  from customer_order
  left join visited on visited.customer_key = customer_order.customer_key
  where customer_order.customer_key in (select customer_key from customer_in_build)
  group by customer_order.customer_key
)
select
  person.customer_key as customer_key,
  person.customer_id as customer_id,
  customers.joined_on as joined_on,
  customers.join_channel as join_channel,
  coalesce(store_key.store_key, visited.first_store_key) as home_store_key,
  customers.city as city,
  customers.gender as gender,
  customers.customer_type as customer_type,
  customers.is_strategic as is_strategic,
  customers.status as status,
  reg_flag(customers.customer_id is not null) as is_on_file,
  reg_flag(
    coalesce(customers.has_phone, false) or coalesce(customers.has_email, false)
    or coalesce(customers.has_wechat_id, false)
  ) as is_reachable,
  cast(
    case when customers.has_name then 2 else 0 end
    + case when customers.has_phone then 2 else 0 end
    + case when customers.has_birth_date then 1 else 0 end
    + case when customers.gender is not null then 1 else 0 end
    + case when customers.city is not null then 1 else 0 end
    + case when customers.joined_on is not null then 1 else 0 end
    + case when customers.join_channel is not null then 1 else 0 end
    + case when customers.home_store_id is not null then 1 else 0 end
    as integer
  ) as filled_weight,
  visited.first_purchase_on as first_purchase_on,
  visited.second_purchase_on as second_purchase_on,
  visited.last_purchase_on as last_purchase_on,
  reg_count(coalesce(visited.occasions, 0)) as occasions,
  visited.median_gap_days as median_gap_days,
  reg_count(coalesce(purchased.orders, 0)) as orders,
  reg_count(coalesce(purchased.lines, 0)) as lines,
  purchased.net_amount as net_amount,
  reg_number(purchased.first_year_costed) - reg_number(coalesce(purchased.first_year_cost, 0)) as first_year_known_margin,
  reg_number(purchased.first_year_uncosted) as first_year_uncosted_net_amount
from person
left join customers on customers.customer_id = person.customer_id
left join store_key on store_key.store_id = customers.home_store_id
left join purchased on purchased.customer_key = person.customer_key
left join visited on visited.customer_key = person.customer_key
