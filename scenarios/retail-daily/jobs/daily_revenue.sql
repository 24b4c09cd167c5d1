-- Revenue by day, up to the day of the run.
select
  transaction_date,
  {{ args.currency }} as currency,
  count(*) as sales,
  sum(amount) as revenue
from curated.sales
where transaction_date <= cast({{ args.day }} as date)
group by transaction_date
