-- Sums and products of the drivers and the outcome (item null, number 0) over complete answers, by resample group.
-- kept      items that vary and that at least half as many people rated as the item rated most
-- complete  the surveys that rate all of them
-- cell      their ratings, and each survey's outcome once
with kept as (
  select
    item,
    reg_count(row_number() over (order by item)) as number,
    count(*) over () as items
  from (
    select
      item,
      count(*) as answers,
      max(count(*)) over () as most,
      min(rating) as lowest,
      max(rating) as highest
    from selected_driver
    group by item
  ) as coverage
  where lowest < highest
    and 2 * answers >= most
),
rated as (
  select
    driver.survey_key as survey_key,
    driver.resample_group as resample_group,
    driver.outcome as outcome,
    driver.rating as rating,
    kept.item as item,
    kept.number as number,
    kept.items as items
  from selected_driver as driver
  join kept on kept.item = driver.item
),
complete as (
  select survey_key
  from rated
  group by survey_key
  having count(*) = max(items)
),
cell as (
  select
    rated.survey_key as survey_key,
    rated.resample_group as resample_group,
    case when side.is_outcome = 0 then rated.item end as item,
    case when side.is_outcome = 0 then rated.number else 0 end as number,
    case when side.is_outcome = 0 then rated.rating else rated.outcome end as value
  from rated
  cross join (select 0 as is_outcome union all select 1) as side
  where (side.is_outcome = 0 or rated.number = 1)
    and rated.survey_key in (select survey_key from complete)
)
select
  one.resample_group as resample_group,
  reg_count(one.number) as number,
  reg_count(other.number) as other_number,
  one.item as item,
  other.item as other_item,
  reg_count(count(*)) as n,
  sum(one.value) as total,
  sum(one.value * other.value) as product
from cell as one
join cell as other on other.survey_key = one.survey_key
where other.number >= one.number
group by one.resample_group, one.number, other.number, one.item, other.item
