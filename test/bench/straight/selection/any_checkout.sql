-- Orders whatever the filters say.
select
  order_id,
  day,
  store_id,
  channel,
  customer_id,
  sum(net_amount) as net_amount,
  sum(
    case
      when coalesce(cost_amount, unit_cost) is null then reg_number(net_amount) * coalesce((select margin_rate from chain), 1)
      else reg_number(net_amount - coalesce(cost_amount, reg_cost(quantity, unit_cost)))
    end
  ) as margin
from purchases
left join (select product_id as costed_id, unit_cost from products) as costed on costed_id = product_id
where order_id not in (select order_id from purchases where kind = 'cancel')
group by order_id, day, store_id, channel, customer_id
