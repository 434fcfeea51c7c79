with stated as (
  select
    survey_id,
    placed_survey.customer_id as customer_id,
    placed_survey.day as answered_on,
    reg_number(category_spend) as stated,
    reg_bucket($grain, answered_on, $from) as bucket,
    row_number() over (partition by placed_survey.customer_id, reg_bucket($grain, answered_on, $from) order by answered_on desc, survey_id desc) as latest
  from surveys
  join placed_survey using (survey_id)
  where category_spend > 0
    and placed_survey.customer_id is not null
    and answered_on between $from and $to
),
answer as (
  select
    stated.customer_id as customer_id,
    stated.answered_on as answered_on,
    stated.bucket as bucket,
    max(stated.stated) as stated,
    reg_number(coalesce(sum(any_checkout.net_amount), 0)) as own
  from stated
  left join any_checkout
    on any_checkout.customer_id = stated.customer_id
    and any_checkout.day > reg_add_months(stated.answered_on, -3)
    and any_checkout.day <= stated.answered_on
  where stated.latest = 1
    and stated.customer_id in (select customer_id from kept_customer)
  group by stated.customer_id, stated.answered_on, stated.bucket
)
select
  answer.bucket as bucket,
  case $by when 'region' then stores.region when 'grade' then held_grade.grade when 'segment' then customer_segments.segment else 'all' end as member,
  count(*) as answers,
  sum(own) as own_sales,
  sum(stated) as stated_spend,
  sum(own * own) as own_squares,
  sum(stated * stated) as stated_squares,
  sum(own * stated) as products,
  count(case when own > stated then 1 end) as above_stated
from answer
left join customers on customers.customer_id = answer.customer_id
left join stores on stores.store_id = customers.home_store_id
left join customer_segments on customer_segments.customer_id = answer.customer_id
left join held_grade
  on held_grade.customer_id = answer.customer_id
  and held_grade.starts_on <= answer.answered_on
  and held_grade.ends_before > answer.answered_on
group by 1, 2
order by bucket, member
