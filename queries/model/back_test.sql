-- How many buyers had the same history at the end of the part that the back-test fits, and then bought as often.
with earlier as (
  select
    earlier_repeats,
    earlier_age_days,
    earlier_recency_days,
    held_back_purchases,
    count(*) as buyers
  from buyer_history
  where (select is_enough from prediction_basis)
    and earlier_repeats is not null
  group by earlier_repeats, earlier_age_days, earlier_recency_days, held_back_purchases
)
select
  earlier_repeats as repeats,
  earlier_age_days as age_days,
  earlier_recency_days as recency_days,
  held_back_purchases,
  buyers
from earlier
order by repeats, age_days, recency_days, held_back_purchases
