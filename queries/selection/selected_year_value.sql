-- What each customer bought in the twelve months that end with the data, in the stores in scope: orders, and net sales and margin with
-- returns. Where a cost is missing, margin is net sales × the chain's margin rate; null when no cost is known.
select
  customer_key,
  orders,
  net_amount,
  margin_amount
from customer_value
where reg_holds($scope, '*')
union all
select
  purchase_order.customer_key,
  reg_count(sum(case when purchase_order.is_purchase then 1 else 0 end)),
  reg_money(sum(purchase_order.net_amount)),
  case
    when max(data_span.margin_rate) is not null then
      reg_number(
        coalesce(sum(purchase_order.net_amount), 0) - coalesce(sum(purchase_order.uncosted_net_amount), 0)
          - coalesce(sum(purchase_order.cost_amount), 0)
      ) + reg_number(coalesce(sum(purchase_order.uncosted_net_amount), 0)) * max(data_span.margin_rate)
  end
from purchase_order
cross join data_span
where not reg_holds($scope, '*')
  and purchase_order.customer_key is not null
  and purchase_order.day >= reg_add_months(data_span.last_day + 1, -12)
  and purchase_order.store_key in (select store_key from selected_scope)
group by purchase_order.customer_key
