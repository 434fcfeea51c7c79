-- Everybody assigned to a campaign whom region and store (home store), grade and value group at its start keep: what they brought
-- in its window and in the twelve months before.
with assigned as (
  select
    campaign_contacts.*,
    coalesce(campaign_contacts.contacted_on, campaigns.starts_on) as reached_on,
    campaigns.channel as channel,
    campaigns.starts_on as starts_on,
    campaigns.starts_on + cast(campaigns.window_days as integer) - 1 as window_ends_on
  from campaign_contacts
  join campaigns on campaigns.campaign_id = campaign_contacts.campaign_id
),
bought as (
  select
    assigned.campaign_id as campaign_id,
    assigned.customer_id as customer_id,
    count(case when day >= starts_on and net_amount > 0 then 1 end) as orders,
    sum(case when day >= starts_on then net_amount end) as net_amount,
    sum(case when day >= starts_on then margin end) as margin,
    count(case when day < starts_on and net_amount > 0 then 1 end) as before_orders,
    sum(case when day < starts_on then net_amount end) as before_net_amount,
    max(case when day < starts_on and net_amount > 0 then day end) as last_day_before
  from assigned
  join any_checkout
    on any_checkout.customer_id = assigned.customer_id
    and any_checkout.day between reg_add_months(assigned.starts_on, -12) and assigned.window_ends_on
  group by assigned.campaign_id, assigned.customer_id
),
reached as (
  select
    campaign_id,
    customer_id,
    count(*) over (partition by customer_id order by reached_on range between interval '29 days' preceding and current row) as contacts
  from assigned
  where arm = 'treatment' or contacted_on is not null
),
known as (
  select
    assigned.campaign_id as campaign_id,
    assigned.customer_id as customer_id,
    assigned.arm as arm,
    assigned.starts_on as starts_on,
    assigned.window_ends_on as window_ends_on,
    customers.home_store_id as store_id,
    customers.join_channel as join_channel,
    held_grade.grade as grade,
    assigned.cost_amount as cost_amount,
    assigned.contacted_on is not null as is_contacted,
    (assigned.customer_id, assigned.campaign_id) in (
      select agreeing.customer_id, agreeing.campaign_id
      from assigned as agreeing
      join agreed_span
        on agreed_span.customer_id = agreeing.customer_id
        and agreed_span.channel = agreeing.channel
        and agreed_span.starts_on <= agreeing.reached_on
        and (agreed_span.ends_before is null or agreed_span.ends_before > agreeing.reached_on)
    ) as has_consented,
    coalesce(reached.contacts, 0) > 3 as is_crowded,
    coalesce(bought.orders, 0) as orders,
    reg_number(coalesce(bought.net_amount, 0)) as net_amount,
    coalesce(bought.margin, 0) as margin,
    coalesce(bought.before_orders, 0) as before_orders,
    reg_number(coalesce(bought.before_net_amount, 0)) as before_net_amount,
    case when bought.before_orders > 0 then bought.before_orders end as orders_of_buyers,
    case when bought.before_orders > 0 then reg_number(bought.before_net_amount) end as amount_of_buyers,
    assigned.starts_on - bought.last_day_before as recency_days
  from assigned
  left join customers on customers.customer_id = assigned.customer_id
  left join bought on bought.campaign_id = assigned.campaign_id and bought.customer_id = assigned.customer_id
  left join reached on reached.campaign_id = assigned.campaign_id and reached.customer_id = assigned.customer_id
  left join held_grade
    on held_grade.customer_id = assigned.customer_id
    and held_grade.starts_on <= assigned.starts_on
    and held_grade.ends_before > assigned.starts_on
),
compared as (
  select
    *,
    avg(recency_days) over (partition by campaign_id) as recency_mean,
    avg(orders_of_buyers) over (partition by campaign_id) as orders_mean,
    avg(amount_of_buyers) over (partition by campaign_id) as amount_mean,
    1 + floor(5.0 * (rank() over (partition by campaign_id order by before_net_amount) - 1) / count(*) over (partition by campaign_id)) as spend_group
  from known
),
person as (
  select
    *,
    case when recency_days is not null then
      case when amount_of_buyers >= amount_mean then 'important_' else 'general_' end || case
        when recency_days <= recency_mean and orders_of_buyers >= orders_mean then 'value'
        when orders_of_buyers >= orders_mean then 'keep'
        when recency_days <= recency_mean then 'develop'
        else 'win_back'
      end
    end as segment
  from compared
)
select *
from person
where true
  and store_id in (select store_id from stores where region in (select unnest($region)))
  and store_id in (select unnest($store))
  and grade in (select unnest($grade))
  and segment in (select unnest($segment))
