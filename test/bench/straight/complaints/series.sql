with ranked as (
  select
    member,
    coalesce(max(member_name), member) as label,
    row_number() over (order by count(*) desc, member nulls last) as place
  from case_lens
  where received_on between $from and $to
  group by member
),
counted as (
  select reg_bucket($grain, received_on, $from) as bucket, member, count(*) as complaints
  from case_lens
  where received_on between $from and $to
  group by reg_bucket($grain, received_on, $from), member
),
sold as (
  select
    reg_bucket($grain, kept_checkout.day, $from) as bucket,
    case $lens when 'store' then kept_checkout.store_id when 'region' then stores.region when 'channel' then kept_checkout.channel end as member,
    count(*) as orders
  from kept_checkout
  left join stores on stores.store_id = kept_checkout.store_id
  where kept_checkout.day between $from and $to
    and kept_checkout.net_amount > 0
  group by 1, 2
)
select
  case_bucket.bucket as bucket,
  ranked.member as member,
  ranked.label as label,
  ranked.place as place,
  coalesce(counted.complaints, 0) as complaints,
  coalesce(sold.orders, 0) as orders,
  1000 * reg_ratio(coalesce(counted.complaints, 0), sold.orders) as complaints_per_1000_orders
from case_bucket
cross join ranked
left join counted on counted.bucket = case_bucket.bucket and counted.member is not distinct from ranked.member
left join sold
  on sold.bucket = case_bucket.bucket
  and (case when $lens in ('store', 'region', 'channel') then ranked.member end) is not distinct from sold.member
where ranked.place <= $members
order by place, bucket
