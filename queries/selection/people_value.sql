-- The customers behind a mark of the value page: a cell of the RFM grid ($of is R5F4) or a row or column of it (R5, F4), a group, a
-- segment, a tier, or a move from $of into $into between groups of the kind that $method names; 'none' is no purchase in the window,
-- empty any group, and with an exclamation mark before it every other group.
with labelled as (
  select
    customer_key,
    side,
    case
      when $who = 'rfm_cell' then concat('R', reg_text(recency_score), 'F', reg_text(frequency_score))
      when $who = 'value_segment' or $method = 'segment' then segment
      else value_group
    end as label
  from selected_value
  where $who in ('rfm_cell', 'value_group', 'value_segment')
    or ($who = 'value_move' and $method <> 'tier')
  union all
  select
    tiered.customer_key,
    tiered.side,
    named.tier as label
  from selected_tier as tiered
  join selected_tier_name as named on named.tier_place = tiered.tier_place
  where $who = 'value_tier'
    or ($who = 'value_move' and $method = 'tier')
),
moved as (
  select
    customer_key,
    coalesce(max(case when side = 'base' then label end), 'none') as from_group,
    coalesce(max(case when side = 'now' then label end), 'none') as to_group
  from labelled
  where $who = 'value_move'
  group by customer_key
)
select customer_key
from moved
where (from_group = $of or $of = '' or ($of like '!%' and $of <> concat('!', from_group)))
  and (to_group = $into or $into = '' or ($into like '!%' and $into <> concat('!', to_group)))
union all
select customer_key
from labelled
where $who in ('rfm_cell', 'value_group', 'value_segment', 'value_tier')
  and side = 'now'
  and (label = $of or ($who = 'rfm_cell' and length($of) = 2 and label like concat('%', $of, '%')))
