-- The customers behind a mark of the value page: a cell of the RFM grid ($of is R5F4), a group, a segment, a tier, or a move from
-- $of into $into between groups of the kind that $method names; 'none' is no purchase in the window.
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
    customer_key,
    side,
    tier as label
  from selected_tier
  where $who = 'value_tier'
    or ($who = 'value_move' and $method = 'tier')
)
select customer_key
from labelled
where $who in ('rfm_cell', 'value_group', 'value_segment', 'value_tier', 'value_move')
group by customer_key
having case
    when $who = 'value_move' then coalesce(max(case when side = 'base' then label end), 'none') = $of
      and coalesce(max(case when side = 'now' then label end), 'none') = $into
    else max(case when side = 'now' then label end) = $of
  end
