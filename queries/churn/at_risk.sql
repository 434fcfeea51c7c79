-- Which customers who have not lapsed stand to be lost within 90 days, and what is lost with them? As of the last day of the data.
-- ranked  the page of the list; only its customers are described
with standing as (
  select
    silence.customer_key as customer_key,
    silence.occasions as occasions,
    silence.median_gap_days as median_gap_days,
    silence.last_purchase_on as last_purchase_on,
    silence.silence_days as silence_days,
    risk.lapse_chance as lapse_chance,
    greatest(coalesce(year_value.margin_amount, reg_number(year_value.net_amount), 0.0), 0.0) as year_value
  from selected_silence as silence
  join selected_silence_risk as risk
    on risk.stage = least(silence.occasions, 3)
    and risk.silence_days = silence.silence_days
  left join selected_year_value as year_value on year_value.customer_key = silence.customer_key
  where not silence.is_lapsed_fixed
    and risk.lapse_chance >= $least_chance
),
ranked as (
  select
    standing.customer_key as customer_key,
    customer.customer_id as customer_id,
    standing.occasions as occasions,
    standing.median_gap_days as median_gap_days,
    standing.last_purchase_on as last_purchase_on,
    standing.silence_days as silence_days,
    standing.lapse_chance as lapse_chance,
    standing.year_value as year_value,
    standing.lapse_chance * standing.year_value as expected_loss,
    count(*) over () as total_customers,
    sum(standing.lapse_chance * standing.year_value) over () as total_expected_loss
  from standing
  join customer on customer.customer_key = standing.customer_key
  order by expected_loss desc, customer_id
  limit $limit offset $offset
)
select
  ranked.customer_id as customer_id,
  coalesce(store.name, store.store_id) as home_store,
  grade_span.grade as grade,
  customer_value.segment as segment,
  ranked.last_purchase_on as last_purchase_on,
  reg_count(ranked.silence_days) as silence_days,
  reg_count(ranked.occasions) as occasions,
  ranked.median_gap_days as median_gap_days,
  ranked.lapse_chance as lapse_chance,
  'empirical' as chance_basis,
  ranked.year_value as expected_value,
  case when data_span.margin_rate is null then 'net_sales' else 'margin' end as value_basis,
  ranked.expected_loss as expected_loss,
  reg_count(ranked.total_customers) as total_customers,
  ranked.total_expected_loss as total_expected_loss
from ranked
cross join data_span
join customer on customer.customer_key = ranked.customer_key
left join store on store.store_key = customer.home_store_key
left join customer_value on customer_value.customer_key = ranked.customer_key
left join grade_span
  on grade_span.customer_key = ranked.customer_key
  and grade_span.starts_on <= data_span.last_day
  and grade_span.ends_before > data_span.last_day
order by ranked.expected_loss desc, ranked.customer_id
