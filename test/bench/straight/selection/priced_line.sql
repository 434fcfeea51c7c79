-- The purchase lines that count and that the filters keep, with what they leave over their cost; where that is not known, at the chain's rate.
select
  kept_line.*,
  case
    when coalesce(kept_line.cost_amount, products.unit_cost) is null
      then reg_number(kept_line.net_amount) * coalesce((select margin_rate from chain), 1)
    else reg_number(kept_line.net_amount - coalesce(kept_line.cost_amount, reg_cost(kept_line.quantity, products.unit_cost)))
  end as margin
from kept_line
left join products on products.product_id = kept_line.product_id
