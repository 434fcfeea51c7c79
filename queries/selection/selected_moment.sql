-- Sums and products of the drivers and the outcome (item null) over complete answers, by resample group.
-- kept      items that vary and that at least half as many people rated as the item rated most
-- complete  the surveys that rate all of them
-- cell      their ratings, and each survey's outcome once, as item 0
-- pair      every two of a survey's cells, each with itself too
with kept as (
  select
    item_key,
    row_number() over (order by item_key) as nth,
    count(*) over () as items
  from (
    select
      item_key,
      count(*) as answers,
      max(count(*)) over () as most,
      min(rating) as lowest,
      max(rating) as highest
    from selected_driver
    group by item_key
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
    kept.item_key as item_key,
    kept.nth as nth,
    kept.items as items
  from selected_driver as driver
  join kept on kept.item_key = driver.item_key
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
    case when side.is_outcome = 0 then rated.item_key else 0 end as item_key,
    case when side.is_outcome = 0 then rated.rating else rated.outcome end as value
  from rated
  cross join (select 0 as is_outcome union all select 1) as side
  where (side.is_outcome = 0 or rated.nth = 1)
    and rated.survey_key in (select survey_key from complete)
),
pair as (
  select
    one.resample_group as resample_group,
    one.item_key as item_key,
    other.item_key as other_item_key,
    count(*) as n,
    sum(one.value) as total,
    sum(one.value * other.value) as product
  from cell as one
  join cell as other on other.survey_key = one.survey_key
  where other.item_key >= one.item_key
  group by one.resample_group, one.item_key, other.item_key
)
select
  pair.resample_group as resample_group,
  one.item as item,
  other.item as other_item,
  reg_count(pair.n) as n,
  pair.total as total,
  pair.product as product
from pair
left join survey_item as one on one.item_key = pair.item_key
left join survey_item as other on other.item_key = pair.other_item_key
