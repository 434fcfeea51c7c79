-- The customers of the chosen value groups; none when no group is chosen.
select customer_key
from customer_value
where reg_holds($segment, segment)
