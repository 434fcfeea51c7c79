-- What customers said in a survey they had spent on such goods everywhere in three months, and what they bought here in the
-- three months up to the day of their answer.
with stated as (
  select
    survey_response.survey_id as survey_id,
    survey_response.customer_key as customer_key,
    survey_response.answered_on as answered_on,
    surveys.category_spend as stated_amount
  from surveys
  join survey_response on survey_response.survey_id = surveys.survey_id
  where surveys.category_spend > 0
    and survey_response.customer_key is not null
    and surveys.survey_id in (select survey_id from survey_in_build)
    and survey_response.answered_on is not null
)
select
  stated.survey_id as survey_id,
  stated.customer_key as customer_key,
  stated.answered_on as answered_on,
  max(stated.stated_amount) as stated_amount,
  reg_money(coalesce(sum(customer_order.net_amount), 0)) as own_amount
from stated
left join customer_order
  on customer_order.customer_key = stated.customer_key
  and customer_order.day > reg_add_months(stated.answered_on, -3)
  and customer_order.day <= stated.answered_on
group by stated.survey_id, stated.customer_key, stated.answered_on
