with asked as (
  select
    reg_bucket($grain, answered_on, $from) as bucket,
    nps,
    csat,
    ces,
    0 as invited,
    0 as answered
  from kept_survey
  where answered_on between $from and $to
  union all
  select
    reg_bucket($grain, invited_on, $from),
    null,
    null,
    null,
    1,
    case when answered_on is not null then 1 else 0 end
  from kept_survey
  where invited_on between $from and $to
),
counted as (
  select
    bucket,
    count(nps) as nps_n,
    reg_count(sum(case when nps >= 9 then 1 else 0 end)) as promoters,
    reg_count(sum(case when nps between 7 and 8 then 1 else 0 end)) as passives,
    reg_count(sum(case when nps <= 6 then 1 else 0 end)) as detractors,
    count(csat) as csat_n,
    reg_count(sum(case when csat >= 4 then 1 else 0 end)) as satisfied,
    count(ces) as ces_n,
    reg_number(avg(ces)) as ces,
    reg_number(stddev_samp(ces)) as ces_deviation,
    reg_count(sum(invited)) as invited,
    reg_count(sum(answered)) as answered
  from asked
  group by bucket
)
select
  bucket,
  nps_n,
  promoters,
  passives,
  detractors,
  case when nps_n >= $min_n then reg_nps(promoters, detractors, nps_n) end as nps,
  case when nps_n >= $min_n then reg_nps_low(promoters, detractors, nps_n) end as nps_low,
  case when nps_n >= $min_n then reg_nps_high(promoters, detractors, nps_n) end as nps_high,
  csat_n,
  case when csat_n >= $min_n then reg_ratio(satisfied, csat_n) end as csat,
  case when csat_n >= $min_n then reg_wilson_low(satisfied, csat_n) end as csat_low,
  case when csat_n >= $min_n then reg_wilson_high(satisfied, csat_n) end as csat_high,
  ces_n,
  case when ces_n >= $min_n then ces end as ces,
  case when ces_n >= $min_n and ces_n > 1 then ces - reg_t_975(ces_n - 1) * ces_deviation / sqrt(ces_n) end as ces_low,
  case when ces_n >= $min_n and ces_n > 1 then ces + reg_t_975(ces_n - 1) * ces_deviation / sqrt(ces_n) end as ces_high,
  case when ces_n > 0 then 1 end as ces_scale_low,
  case when ces_n > 0 then 7 end as ces_scale_high,
  invited,
  answered,
  reg_ratio(answered, invited) as response_rate
from counted
order by bucket
