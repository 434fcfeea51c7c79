-- How many buyers had the same history at the end of the part that the back-test fits, and then bought as often.
select
  repeats,
  age_days,
  recency_days,
  held_back_purchases,
  buyers
from buyer_history
where part = 2
order by repeats, age_days, recency_days, held_back_purchases
