-- The part of the chain's customers that region, store, grade and segment keep: what of the costs without a campaign falls on them.
select
  case
    when reg_holds($scope, '*') and reg_unfiltered($region, $store, $segment, $grade, $grade) then 1.0
    else reg_ratio(
      (select count(*) from selected_customer),
      (select count(*) from customer)
    )
  end as share
