-- The customers of the chosen value groups, or all but those of the groups left out; none when no group is named.
select customer_key
from selected_value_group
where not reg_open($segment)
  and reg_holds($segment, segment)
union all
select customer.customer_key
from customer
left join selected_value_group as grouped on grouped.customer_key = customer.customer_key
where reg_open($segment)
  and reg_holds($segment, grouped.segment)
