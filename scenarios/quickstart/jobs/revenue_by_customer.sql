select c.id, c.name, count(t.id) as purchases, coalesce(sum(t.amount), 0) as revenue
from processed.customers c
left join processed.transactions t on t.customer_id = c.id
group by c.id, c.name
