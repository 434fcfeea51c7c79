with ascending as (
  select
    monetary,
    max(nth) as customers,
    max(all_customers) as all_customers,
    max(amount_up_to) as amount_up_to,
    max(all_amount) as all_amount
  from (
    select
      monetary,
      row_number() over (order by monetary, customer_id) as nth,
      count(*) over () as all_customers,
      sum(monetary) over (order by monetary) as amount_up_to,
      sum(monetary) over () as all_amount
    from window_buyer
    where side = 'now'
  ) as placed
  group by monetary
),
hundredth as (
  select
    *,
    max(customers) over (partition by ceil(100.0 * customers / all_customers)) as last_of_hundredth
  from ascending
)
select
  customers,
  reg_ratio(customers, all_customers) as share_of_customers,
  reg_ratio(amount_up_to, all_amount) as share_of_amount,
  reg_money(monetary) as amount_at_most
from hundredth
where customers = last_of_hundredth
order by customers
