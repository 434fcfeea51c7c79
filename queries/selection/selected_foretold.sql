-- In one row, what the models say of every buyer to people who see the whole chain, so that nothing else needs to be read for it:
-- tells_chance, how likely a lapse within 90 days is (not below 89 days, where a lapse can also follow another purchase), and
-- tells_value, what the customer is to bring. r and alpha are the parameters of BG/NBD, in weeks, where they serve the chance.
with fit as (
  select
    max(case when parameter = 'r' then value end) as r,
    max(case when parameter = 'alpha' then value end) as alpha
  from model_fit
  where part = 'now'
    and model = 'bg_nbd'
    and reg_holds($scope, '*')
    and $inactive_days >= 89
),
told as (
  select
    count(p_alive) = count(*) as tell_chances,
    count(expected_sales) = count(*) as tell_values
  from buyer
)
select
  fit.r as r,
  fit.alpha as alpha,
  reg_flag(fit.r is not null and told.tell_chances) as tells_chance,
  reg_flag(reg_holds($scope, '*') and told.tell_values) as tells_value
from fit
cross join told
