with answer as (
  select
    placed_survey.store_id as store_id,
    case $measure
      when 'nps' then case when nps >= 9 then 100 when nps <= 6 then -100 when nps is not null then 0 end
      when 'csat' then case when csat >= 4 then 100 when csat is not null then 0 end
      else ces
    end as points
  from kept_survey
  join placed_survey on placed_survey.survey_id = kept_survey.survey_id
  where answered_on between $from and $to
)
select
  stores.store_id as store,
  stores.name as label,
  stores.region as region,
  count(*) as n,
  reg_number(sum(points)) as total,
  reg_number(sum(points * points)) as product,
  1 as ces_scale_low,
  7 as ces_scale_high
from answer
join stores on stores.store_id = answer.store_id
where points is not null
group by stores.store_id, stores.name, stores.region
order by store
