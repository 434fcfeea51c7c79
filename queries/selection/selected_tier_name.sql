-- The three tiers by their place.
select
  reg_count(tier_place) as tier_place,
  tier
from (values (1, 'important'), (2, 'potential'), (3, 'ordinary')) as tier_name (tier_place, tier)
