-- Which customers who have not lapsed stand to be lost within 90 days, and what is lost with them? As of the last day of the data.
-- edge    the least loss on the page, so that ids are only looked up for those who may stand on it
-- ranked  the page of the list; only its customers are described, and looked for in all that describes them before it is joined
with likely as (
  select
    customer_key,
    occasions,
    median_gap_days,
    last_purchase_on,
    silence_days,
    lapse_chance,
    chance_basis,
    expected_value,
    value_basis,
    lapse_chance * expected_value as expected_loss
  from selected_lapse_chance
  where lapse_chance >= $least_chance
),
total as (
  select
    count(*) as customers,
    sum(expected_loss) as expected_loss
  from likely
),
edge as (
  select min(expected_loss) as expected_loss
  from (select expected_loss from likely order by expected_loss desc limit $limit + $offset) as page
),
ranked as (
  select
    likely.customer_key as customer_key,
    customer.customer_id as customer_id,
    customer.home_store_key as home_store_key,
    likely.occasions as occasions,
    likely.median_gap_days as median_gap_days,
    likely.last_purchase_on as last_purchase_on,
    likely.silence_days as silence_days,
    likely.lapse_chance as lapse_chance,
    likely.chance_basis as chance_basis,
    likely.expected_value as expected_value,
    likely.value_basis as value_basis,
    likely.expected_loss as expected_loss
  from likely
  join customer on customer.customer_key = likely.customer_key
  where reg_narrowed(likely.expected_loss >= (select expected_loss from edge))
  order by expected_loss desc, customer_id
  limit $limit offset $offset
),
grouped as (
  select
    customer_key,
    segment
  from selected_value_group
  where reg_narrowed(customer_key in (select customer_key from ranked))
),
held as (
  select
    grade_span.customer_key as customer_key,
    grade_span.grade as grade
  from grade_span
  cross join data_span
  where reg_narrowed(grade_span.customer_key in (select customer_key from ranked))
    and grade_span.starts_on <= data_span.last_day
    and grade_span.ends_before > data_span.last_day
)
select
  ranked.customer_id as customer_id,
  coalesce(store.name, store.store_id) as home_store,
  held.grade as grade,
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
  reg_count(total.customers) as total_customers,
  total.expected_loss as total_expected_loss
from ranked
cross join total
left join store on store.store_key = ranked.home_store_key
left join grouped on grouped.customer_key = ranked.customer_key
left join held on held.customer_key = ranked.customer_key
order by ranked.expected_loss desc, ranked.customer_id
