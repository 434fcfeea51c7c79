-- Surveys with what they leave to the order that they name; the channel is that of the order where there is one.
select
  surveys.survey_id as survey_id,
  coalesce(surveys.store_id, named_order.store_id) as store_id,
  coalesce(named_order.channel, surveys.channel) as channel,
  coalesce(surveys.customer_id, named_order.customer_id) as customer_id,
  named_order.category as category,
  coalesce(surveys.answered_on, surveys.invited_on) as day
from surveys
left join named_order on named_order.order_id = surveys.order_id
