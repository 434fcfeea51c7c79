-- Every product of the chain.
select
  products.product_id as product_id,
  products.name as name,
  category_key.category_key as category_key,
  products.subcategory as subcategory,
  products.brand as brand,
  products.unit_cost as unit_cost
from products
left join category_key on category_key.category_id = products.category
