-- What was sold in each bucket, and what an order was worth?
select
  reg_bucket($grain, day, $from) as bucket,
  reg_money(sum(net_amount)) as net_sales,
  reg_money(sum(identified_net_amount)) as identified_net_sales,
  reg_ratio(sum(identified_net_amount), sum(net_amount)) as identified_share,
  reg_count(sum(orders)) as orders,
  reg_number(sum(units)) as units,
  reg_ratio(sum(units), sum(orders)) as units_per_order,
  reg_ratio(sum(net_amount), sum(orders)) as average_order_value,
  reg_money(sum(discount_amount)) as discount_amount,
  reg_money(sum(net_amount) - sum(uncosted_net_amount) - sum(cost_amount)) as gross_margin
from selected_region_sale
where day between $from and $to
group by reg_bucket($grain, day, $from)
order by bucket
