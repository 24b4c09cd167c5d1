-- Each good sale once, with its customer's country and its product's category.
select distinct
  t.id,
  t.transaction_date,
  t.amount,
  c.country,
  p.category
from processed.transactions t
join processed.customers c on c.id = t.customer_id
join processed.products p on p.id = t.product_id
where t.amount > 0
