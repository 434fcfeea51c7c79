-- How many complaints has each member of a dimension in each bucket, in all and per 1,000 orders?
-- ranked  the members with most complaints in the period; every one has a row in every bucket
with bucketed as (
  select
    bucket,
    starts_on,
    ends_on
  from selected_case_bucket
),
ranked as (
  select
    member,
    max(name) as name,
    count(*) as complaints,
    row_number() over (order by count(*) desc, member nulls last) as place
  from selected_case_lens
  where received_on between $from and $to
  group by member
),
counted as (
  select
    member,
    reg_bucket($grain, received_on, $from) as bucket,
    count(*) as complaints
  from selected_case_lens
  where received_on between $from and $to
  group by member, reg_bucket($grain, received_on, $from)
),
sold as (
  select
    reg_bucket($grain, sale.day, $from) as bucket,
    case $lens
      when 'store' then store.store_id
      when 'region' then store.region
      when 'channel' then sale.channel
    end as member,
    sum(sale.orders) as orders
  from selected_sale as sale
  left join store on store.store_key = sale.store_key
  where sale.day between $from and $to
  group by 1, 2
)
select
  bucketed.bucket as bucket,
  ranked.member as member,
  coalesce(ranked.name, ranked.member) as label,
  reg_count(ranked.place) as place,
  reg_count(coalesce(counted.complaints, 0)) as complaints,
  case when loaded.has_purchases then reg_count(coalesce(sold.orders, 0)) end as orders,
  1000 * reg_ratio(coalesce(counted.complaints, 0), sold.orders) as complaints_per_1000_orders
from bucketed
cross join ranked
cross join loaded
left join counted
  on counted.bucket = bucketed.bucket
  and coalesce(counted.member, '') = coalesce(ranked.member, '')
left join sold
  on sold.bucket = bucketed.bucket
  and coalesce(sold.member, '') = case
    when $lens in ('store', 'region', 'channel') then coalesce(ranked.member, '')
    else ''
  end
where ranked.place <= $members
order by ranked.place, bucketed.bucket
