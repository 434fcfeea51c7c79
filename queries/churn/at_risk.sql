-- Which customers who have not lapsed stand to be lost within 90 days, and what is lost with them? As of the last day of the data.
-- ranked  the page of the list; only its customers are described
with ranked as (
  select
    standing.customer_key as customer_key,
    customer.customer_id as customer_id,
    standing.occasions as occasions,
    standing.median_gap_days as median_gap_days,
    standing.last_purchase_on as last_purchase_on,
    standing.silence_days as silence_days,
    standing.lapse_chance as lapse_chance,
    standing.chance_basis as chance_basis,
    standing.expected_value as expected_value,
    standing.value_basis as value_basis,
    standing.lapse_chance * standing.expected_value as expected_loss,
    count(*) over () as total_customers,
    sum(standing.lapse_chance * standing.expected_value) over () as total_expected_loss
  from selected_lapse_chance as standing
  join customer on customer.customer_key = standing.customer_key
  where standing.lapse_chance >= $least_chance
  order by expected_loss desc, customer_id
  limit $limit offset $offset
)
select
  ranked.customer_id as customer_id,
  coalesce(store.name, store.store_id) as home_store,
  grade_span.grade as grade,
  grouped.segment as segment,
  ranked.last_purchase_on as last_purchase_on,
  reg_count(ranked.silence_days) as silence_days,
  reg_count(ranked.occasions) as occasions,
  ranked.median_gap_days as median_gap_days,
  ranked.lapse_chance as lapse_chance,
  ranked.chance_basis as chance_basis,
  ranked.expected_value as expected_value,
  ranked.value_basis as value_basis,
  ranked.expected_loss as expected_loss,
  reg_count(ranked.total_customers) as total_customers,
  ranked.total_expected_loss as total_expected_loss
from ranked
cross join data_span
join customer on customer.customer_key = ranked.customer_key
left join store on store.store_key = customer.home_store_key
left join selected_value_group as grouped on grouped.customer_key = ranked.customer_key
left join grade_span
  on grade_span.customer_key = ranked.customer_key
  and grade_span.starts_on <= data_span.last_day
  and grade_span.ends_before > data_span.last_day
order by ranked.expected_loss desc, ranked.customer_id
