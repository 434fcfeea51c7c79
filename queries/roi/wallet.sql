-- What part of what customers spend on such goods do they spend here? Sums over the last answer of each customer in the bucket.
with answer as (
  select
    customer_key,
    answered_on,
    reg_number(stated_amount) as stated,
    reg_number(own_amount) as own,
    reg_bucket($grain, answered_on, $from) as bucket,
    row_number() over (
      partition by customer_key, reg_bucket($grain, answered_on, $from)
      order by answered_on desc, survey_id desc
    ) as latest
  from selected_wallet
  where answered_on between $from and $to
),
home as (
  select
    customer_key,
    home_store_key
  from customer
  where $by = 'region'
    and reg_narrowed(customer_key in (select customer_key from answer))
),
grouped as (
  select
    customer_key,
    segment
  from selected_value_group
  where $by = 'segment'
    and reg_narrowed(customer_key in (select customer_key from answer))
),
held as (
  select
    customer_key,
    grade,
    starts_on,
    ends_before
  from grade_span
  where $by = 'grade'
    and reg_narrowed(customer_key in (select customer_key from answer))
),
placed as (
  select
    answer.bucket as bucket,
    case $by
      when 'region' then store.region
      when 'grade' then held.grade
      when 'segment' then grouped.segment
      else 'all'
    end as member,
    answer.stated as stated,
    answer.own as own
  from answer
  left join home on home.customer_key = answer.customer_key
  left join store on store.store_key = home.home_store_key
  left join grouped on grouped.customer_key = answer.customer_key
  left join held
    on held.customer_key = answer.customer_key
    and held.starts_on <= answer.answered_on
    and held.ends_before > answer.answered_on
  where answer.latest = 1
)
select
  bucket,
  member,
  reg_count(count(*)) as answers,
  sum(own) as own_sales,
  sum(stated) as stated_spend,
  sum(own * own) as own_squares,
  sum(stated * stated) as stated_squares,
  sum(own * stated) as products,
  reg_count(sum(case when own > stated then 1 else 0 end)) as above_stated
from placed
group by bucket, member
order by bucket, member
