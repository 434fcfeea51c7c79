-- The customers who held one of the chosen grades at the end of the period, or none of those left out; nobody when no grade is named.
select customer_key
from grade_span
where starts_on <= $to
  and ends_before > $to
  and reg_holds($grade, grade)
union all
select customer_key
from customer
where reg_open($grade)
  and customer_key not in (select customer_key from grade_span where starts_on <= $to and ends_before > $to)
