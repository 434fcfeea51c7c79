-- What had happened to the customers who lapsed in the period, and what to those who stayed?
-- By factor and stratum: customers who met with it, and all who could be compared, those who lapsed and those who stayed. Rows of the
-- factor `everybody` hold the customers that a factor without an answer of its own is compared with.
-- stratum  customers alike in how often they bought before the period and how long silent they were when it began
-- bought   purchase days before the period of those who had three or more of them
with bought as (
  select
    customer_key,
    count(*) + 2 as occasions
  from selected_third_occasion
  where (reg_unfiltered($region, $store, $channel, $category, $grade) and reg_empty($segment))
    or customer_key in (select customer_key from selected_landmark)
  group by customer_key
),
landmark as (
  select
    standing.customer_key as customer_key,
    standing.previous_day is null as has_bought_once,
    case when standing.has_lapsed then 1 else 0 end as lapsed,
    case
      when bought.occasions >= 10 then 5
      when bought.occasions >= 5 then 4
      when bought.occasions >= 3 then 3
      when standing.previous_day >= $from - $lookback_days then 2
      when standing.day >= $from - $lookback_days then 1
      else 0
    end * 10 + case
      when 3 * standing.silence_days <= $inactive_days then 1
      when 3 * standing.silence_days <= 2 * $inactive_days then 2
      else 3
    end as stratum
  from selected_landmark as standing
  left join bought on bought.customer_key = standing.customer_key
),
met as (
  select
    exposure.factor as factor,
    exposure.detail as detail,
    exposure.is_asked as is_asked,
    exposure.is_met as is_met,
    landmark.stratum as stratum,
    landmark.lapsed as lapsed
  from selected_exposure as exposure
  join landmark on landmark.customer_key = exposure.customer_key
  union all
  select
    'join_channel',
    customer.join_channel,
    false,
    true,
    landmark.stratum,
    landmark.lapsed
  from landmark
  join customer on customer.customer_key = landmark.customer_key
  where customer.join_channel is not null
  union all
  select
    'bought_once',
    cast(null as varchar),
    false,
    true,
    stratum,
    lapsed
  from landmark
  where has_bought_once
  union all
  select
    'everybody',
    cast(null as varchar),
    true,
    false,
    stratum,
    lapsed
  from landmark
)
select
  factor,
  detail,
  reg_flag(is_asked) as is_asked,
  reg_count(stratum) as stratum,
  reg_count(sum(case when is_met then lapsed else 0 end)) as exposed_lapsed,
  reg_count(sum(case when is_met then 1 - lapsed else 0 end)) as exposed_stayed,
  reg_count(sum(lapsed)) as all_lapsed,
  reg_count(sum(1 - lapsed)) as all_stayed
from met
group by factor, detail, is_asked, stratum
order by factor, detail nulls first, stratum
