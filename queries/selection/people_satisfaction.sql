-- The customers behind a mark of the satisfaction page: those who answered, were (dis)satisfied, gave the score $of to the question
-- $method (on the scale $into, as 1..5; empty is any), rated the item $of below the middle of its scale or below what they expected, or wrote $of in the mood $method.
select customer_key
from selected_survey
where answered_on between $from and $to
  and (
    $who = 'answered'
    or ($who = 'satisfied' and is_satisfied)
    or ($who = 'dissatisfied' and not is_satisfied)
    or (
      $who = 'scored'
      and $of = reg_text(case $method when 'csat' then csat when 'ces' then ces else nps end)
      and (
        $into = ''
        or $into = case $method
          when 'csat' then concat(reg_text(csat_low), '..', reg_text(csat_high))
          when 'ces' then concat(reg_text(ces_low), '..', reg_text(ces_high))
          else '0..10'
        end
      )
    )
  )
union all
select rating.customer_key
from selected_rating as rating
join survey_item on survey_item.item_key = rating.item_key
where $who in ('rated_low', 'below_expectation')
  and rating.answered_on between $from and $to
  and rating.item = $of
  and (
    ($who = 'rated_low' and 2 * rating.rating < survey_item.scale_low + survey_item.scale_high)
    or ($who = 'below_expectation' and rating.rating < rating.expectation)
  )
union all
select customer_key
from selected_comment
where $who = 'commented'
  and answered_on between $from and $to
  and ($of = '' or reg_mentions(comment, $of))
  and ($method in ('', 'all') or mood = $method)
