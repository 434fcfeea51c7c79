-- What did customers say in each bucket, and how many of those who were asked answered?
with asked as (
  select
    reg_bucket($grain, answered_on, $from) as bucket,
    nps,
    csat,
    is_satisfied,
    ces_score,
    case when ces is not null then ces_scale_low end as ces_scale_low,
    case when ces is not null then ces_scale_high end as ces_scale_high,
    0 as invited,
    0 as answered
  from selected_survey
  where answered_on between $from and $to
  union all
  select
    reg_bucket($grain, invited_on, $from),
    cast(null as bigint),
    cast(null as bigint),
    reg_flag(null),
    cast(null as double),
    cast(null as bigint),
    cast(null as bigint),
    1,
    case when answered_on is not null then 1 else 0 end
  from selected_survey
  where invited_on between $from and $to
),
counted as (
  select
    bucket,
    reg_count(count(nps)) as nps_n,
    reg_count(sum(case when nps >= 9 then 1 else 0 end)) as promoters,
    reg_count(sum(case when nps between 7 and 8 then 1 else 0 end)) as passives,
    reg_count(sum(case when nps <= 6 then 1 else 0 end)) as detractors,
    reg_count(count(csat)) as csat_n,
    reg_count(sum(case when is_satisfied then 1 else 0 end)) as satisfied,
    reg_count(count(ces_score)) as ces_n,
    avg(ces_score) as ces,
    reg_number(stddev_samp(ces_score)) as ces_deviation,
    reg_count(max(ces_scale_low)) as ces_scale_low,
    reg_count(max(ces_scale_high)) as ces_scale_high,
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
  case
    when ces_n >= $min_n and ces_n > 1 then ces - reg_t_975(ces_n - 1) * ces_deviation / sqrt(ces_n)
  end as ces_low,
  case
    when ces_n >= $min_n and ces_n > 1 then ces + reg_t_975(ces_n - 1) * ces_deviation / sqrt(ces_n)
  end as ces_high,
  ces_scale_low,
  ces_scale_high,
  case when loaded.has_invitations then invited end as invited,
  case when loaded.has_invitations then answered end as answered,
  reg_ratio(answered, invited) as response_rate
from counted
cross join loaded
order by bucket
