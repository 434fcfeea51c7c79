-- Surveys with the day they were answered and invited on; store, channel, category and customer come from the order
-- a survey names, as far as the survey does not say them itself (the channel always comes from the order first).
-- survey_key      stands for the survey's id
-- is_satisfied    CSAT in the two top boxes of its scale, is_dissatisfied in the two bottom ones; in one where it has fewer than four
-- is_easy         CES above the middle of its scale, is_hard below it
-- csat_low …      the scale that the survey was asked on: the one said when it was loaded, or else the usual one
-- csat_score …    carried over in proportion to the scale of survey_scale, so that answers on several can be averaged
-- resample_group  one of 200 groups that say nothing about the survey: whole groups are drawn again to see how far chance goes
with survey as (
  select *
  from surveys
  where survey_id in (select survey_id from survey_in_build)
),
order_line as (
  select
    order_key,
    store_key,
    channel,
    customer_key,
    main_category_key,
    row_number() over (partition by order_key order by day, store_key, channel, customer_key) as line
  from purchase_order
  where order_key in (
    select reg_order_key(order_id)
    from survey
    where order_id is not null
  )
),
placed as (
  select
    survey.survey_id as survey_id,
    reg_day(survey.answered_at) as answered_on,
    reg_day(survey.invited_at) as invited_on,
    coalesce(store_key.store_key, order_line.store_key) as store_key,
    coalesce(order_line.channel, survey.channel) as channel,
    order_line.main_category_key as category_key,
    coalesce(customer_key.customer_key, order_line.customer_key) as customer_key,
    survey.nps as nps,
    survey.csat as csat,
    case when survey.csat_min < survey.csat_max then survey.csat_min else 1 end as csat_low,
    case when survey.csat_min < survey.csat_max then survey.csat_max else 5 end as csat_high,
    survey.ces as ces,
    case when survey.ces_min < survey.ces_max then survey.ces_min else 1 end as ces_low,
    case when survey.ces_min < survey.ces_max then survey.ces_max else 7 end as ces_high
  from survey
  left join store_key on store_key.store_id = survey.store_id
  left join customer_key on customer_key.customer_id = survey.customer_id
  left join order_line on order_line.order_key = reg_order_key(survey.order_id) and order_line.line = 1
),
held as (
  select customer_key, starts_on, ends_before, grade
  from grade_span
  where customer_key in (select customer_key from placed)
)
select
  placed.survey_id as survey_id,
  placed.answered_on as answered_on,
  placed.invited_on as invited_on,
  placed.store_key as store_key,
  placed.channel as channel,
  placed.category_key as category_key,
  placed.customer_key as customer_key,
  held.grade as grade,
  placed.nps as nps,
  placed.csat as csat,
  placed.csat_low as csat_low,
  placed.csat_high as csat_high,
  reg_flag(placed.csat >= placed.csat_high - case when placed.csat_high - placed.csat_low >= 3 then 1 else 0 end) as is_satisfied,
  reg_flag(placed.csat <= placed.csat_low + case when placed.csat_high - placed.csat_low >= 3 then 1 else 0 end) as is_dissatisfied,
  scale.csat_low
    + reg_number(placed.csat - placed.csat_low) * (scale.csat_high - scale.csat_low) / (placed.csat_high - placed.csat_low) as csat_score,
  placed.ces as ces,
  placed.ces_low as ces_low,
  placed.ces_high as ces_high,
  scale.ces_low as ces_scale_low,
  scale.ces_high as ces_scale_high,
  scale.ces_low
    + reg_number(placed.ces - placed.ces_low) * (scale.ces_high - scale.ces_low) / (placed.ces_high - placed.ces_low) as ces_score,
  reg_flag(2 * placed.ces > placed.ces_low + placed.ces_high) as is_easy,
  reg_flag(2 * placed.ces < placed.ces_low + placed.ces_high) as is_hard,
  reg_survey_key(placed.survey_id) as survey_key,
  reg_count(reg_digest(placed.survey_id) % 200) as resample_group
from placed
cross join survey_scale as scale
left join held
  on held.customer_key = placed.customer_key
  and held.starts_on <= coalesce(placed.answered_on, placed.invited_on)
  and held.ends_before > coalesce(placed.answered_on, placed.invited_on)
