-- The customers of the chosen value groups, or all but those of the groups left out; none when no group is named.
select customer.customer_key as customer_key
from customer
left join selected_value_group as grouped on grouped.customer_key = customer.customer_key
where reg_holds($segment, grouped.segment)
