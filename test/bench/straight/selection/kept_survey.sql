-- The surveys that the filters keep.
select *
from surveys
where true
  and survey_id in (select survey_id from placed_survey where store_id in (select store_id from stores where region in (select unnest($region))))
  and survey_id in (select survey_id from placed_survey where store_id in (select unnest($store)))
  and survey_id in (select survey_id from placed_survey where channel in (select unnest($channel)))
  and survey_id in (select survey_id from placed_survey where category in (select unnest($category)))
  and survey_id in (select survey_id from placed_survey where customer_id in (select customer_id from customer_segments where segment in (select unnest($segment))))
  and survey_id in (select survey_id from placed_survey join held_grade on held_grade.customer_id = placed_survey.customer_id and starts_on <= day and ends_before > day where grade in (select unnest($grade)))
