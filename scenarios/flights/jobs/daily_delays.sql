-- A row a day and state of departure: flights and their delays, in minutes.
select
  f.date::date as day,
  a.state,
  count(*) as flights,
  avg(f.delay) as mean_delay,
  count(*) filter (where f.delay > 15) as late
from processed.flights f
join processed.airports a on a.iata = f.origin
group by all
