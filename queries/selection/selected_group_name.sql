-- The eight value groups by their place: 4 for a large value, 2 for a high frequency and 1 for a short recency, added up.
select
  reg_count(group_place) as group_place,
  value_group
from (
  values
    (7, 'important_value'),
    (6, 'important_keep'),
    (5, 'important_develop'),
    (4, 'important_win_back'),
    (3, 'general_value'),
    (2, 'general_keep'),
    (1, 'general_develop'),
    (0, 'general_win_back')
) as value_group_name (group_place, value_group)
