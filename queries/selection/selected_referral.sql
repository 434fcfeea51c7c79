-- Customers whose referrer region, store, grade and segment keep.
select
  customer_key,
  referrer_key
from referral
where (reg_holds($scope, '*') and reg_unfiltered($region, $store, $segment, $grade, $grade))
  or referrer_key in (select customer_key from selected_customer)
