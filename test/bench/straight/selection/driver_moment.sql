-- Sums and products of every two drivers, and of each with the outcome (without a name), over complete answers.
with covered as (
  select item
  from (
    select item, count(*) as answers, max(count(*)) over () as most, min(rating) as lowest, max(rating) as highest
    from driver_rating
    group by item
  ) as counted
  where lowest < highest
    and 2 * answers >= most
),
complete as (
  select survey_id, max(outcome) as outcome
  from driver_rating
  where item in (select item from covered)
  group by survey_id
  having count(*) = (select count(*) from covered)
),
cell as (
  select survey_id, item, rating as value
  from driver_rating
  where item in (select item from covered)
    and survey_id in (select survey_id from complete)
  union all
  select survey_id, null, outcome
  from complete
)
select
  survey_groups.resample_group as resample_group,
  one.item as item,
  other.item as other_item,
  count(*) as n,
  sum(one.value) as total,
  sum(one.value * other.value) as product
from cell as one
join cell as other on other.survey_id = one.survey_id and (one.item is null or other.item >= one.item)
join survey_groups on survey_groups.survey_id = one.survey_id
group by survey_groups.resample_group, one.item, other.item
