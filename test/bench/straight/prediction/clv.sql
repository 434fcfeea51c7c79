-- What the models expect of each customer is read as fitted, at the horizon and discount that are asked by default.
with placed as (
  select
    case $by
      when 'segment' then customer_segments.segment
      when 'grade' then held_grade.grade
      when 'region' then stores.region
      when 'store' then stores.store_id
      else case when prediction.repeats = 0 then 'one_time' else 'repeat' end
    end as member,
    case when $by = 'store' then stores.name end as member_name,
    prediction.clv as value
  from prediction
  left join customers on customers.customer_id = prediction.customer_id
  left join stores on stores.store_id = customers.home_store_id
  left join customer_segments on customer_segments.customer_id = prediction.customer_id
  left join held_grade
    on held_grade.customer_id = prediction.customer_id
    and held_grade.starts_on <= $to
    and held_grade.ends_before > $to
  where prediction.clv is not null
    and prediction.customer_id in (select customer_id from kept_customer)
)
select
  member,
  coalesce(max(member_name), member) as label,
  count(*) as customers,
  sum(value) as clv,
  avg(value) as mean,
  quantile_disc(value, 0.1) as decile_1,
  quantile_disc(value, 0.25) as quartile_1,
  quantile_disc(value, 0.5) as median,
  quantile_disc(value, 0.75) as quartile_3,
  quantile_disc(value, 0.9) as decile_9
from placed
group by member
order by clv desc, member nulls last
