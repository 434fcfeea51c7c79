-- The customers of the chosen value groups, or all but those of the groups left out; none when no group is named.
select customer.customer_key as customer_key
from customer
left join customer_value on customer_value.customer_key = customer.customer_key
where reg_holds($segment, customer_value.segment)
