select coalesce(c.address_city, 'unknown') as city, sum(o.betrag) as revenue, count(*) as orders
from processed.orders o
left join processed.customers c on c.customer_id = o.kunde
group by city
order by city
