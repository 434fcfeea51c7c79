-- What known customers bought in the stores in scope, order by order, at any time and whatever the filters say. margin is net sales
-- less cost; where a cost is missing, net sales × the chain's margin rate.
select
  purchase_order.customer_key as customer_key,
  purchase_order.day as day,
  purchase_order.is_purchase as is_purchase,
  reg_number(purchase_order.net_amount) as net_amount,
  reg_number(purchase_order.net_amount - purchase_order.uncosted_net_amount)
    - reg_number(coalesce(purchase_order.cost_amount, 0))
    + reg_number(purchase_order.uncosted_net_amount) * data_span.margin_rate as margin
from purchase_order
cross join data_span
where purchase_order.customer_key is not null
  and (reg_holds($scope, '*') or purchase_order.store_key in (select store_key from selected_scope))
