-- How does each store score, and by how many answers? An answer is worth 100, 0 or −100 points for NPS, 100 or 0 for CSAT.
with answer as (
  select
    store_key,
    case $measure
      when 'nps' then case when nps >= 9 then 100.0 when nps <= 6 then -100.0 when nps is not null then 0.0 end
      when 'csat' then case when is_satisfied then 100.0 when csat is not null then 0.0 end
      else ces_score
    end as points,
    ces_scale_low,
    ces_scale_high
  from selected_survey
  where answered_on between $from and $to
)
select
  store.store_id as store,
  coalesce(store.name, store.store_id) as label,
  store.region as region,
  reg_count(count(*)) as n,
  reg_number(sum(answer.points)) as total,
  reg_number(sum(answer.points * answer.points)) as product,
  reg_count(max(answer.ces_scale_low)) as ces_scale_low,
  reg_count(max(answer.ces_scale_high)) as ces_scale_high
from answer
join selected_store as store on store.store_key = answer.store_key
where answer.points is not null
group by store.store_id, store.name, store.region
order by store
