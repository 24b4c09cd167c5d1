import { sql, type Sql } from '../src/duckdb/sql.ts';

/** The metrics of `aggregateRules` as one query made by hand: each once. */
export function aggregatesByHand(file: string): Sql {
  return sql`select ${COUNTS}, ${MOMENTS},
      sum(weight), corr(quantity, weight),
      ${VALUES}, min(length(token)), max(length(token)), max(length(status)),
      count(*) filter (where quantity in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
      min(length(customer_id)), max(length(customer_id)),
      ${FILTERED},
      sum(amount) filter (where quantity > 10),
      count(email) filter (where weight > 500),
      stddev_pop(amount) filter (where status = 'paid'),
      min(length(customer_id)) filter (where weight > 500),
      max(length(customer_id)) filter (where weight > 500)
    from read_parquet(${file})`;
}

/** The metrics of `mixedRules` as one query made by hand: one pass for the aggregates and one for the groups of each key. */
export function mixedByHand(file: string): Sql {
  const groups = (key: Sql): Sql => sql`select count(*) as size from read_parquet(${file}) group by ${key}`;
  return sql`with order_ids as (${groups(sql`order_id`)}), customers as (${groups(sql`customer_id`)}),
      statuses as (${groups(sql`status`)}), quantities as (${groups(sql`quantity`)})
    select *,
      (select [count(*) filter (where size = 1), sum(size), count(*)] from order_ids),
      (select [count(*), count(*) filter (where size = 1), sum(size)] from customers),
      (select [count(*), -sum(size / total * ln(size / total))] from
        (select size, sum(size) over () as total from statuses)),
      (select [count(*), -sum(size / total * ln(size / total))] from
        (select size, sum(size) over () as total from quantities)),
      (select count(distinct order_date) from read_parquet(${file})),
      (select count(distinct email) from read_parquet(${file}))
    from (select ${COUNTS}, ${MOMENTS}, ${VALUES}, ${FILTERED} from read_parquet(${file}))`;
}

const COUNTS = sql`count(*), count(order_id), count(customer_id), count(status), count(quantity), count(order_date),
      count(email), count(amount), count(token)`;

const MOMENTS = sql`avg(quantity), sum(quantity), stddev_pop(quantity), avg(amount), sum(amount), stddev_pop(amount),
      avg(weight), stddev_pop(weight)`;

const VALUES = sql`min(quantity), max(quantity), max(amount) filter (where amount is not null),
      min(amount) filter (where amount is not null), min(weight), max(weight),
      count(*) filter (where status in ('new', 'paid', 'sent', 'done')),
      count(*) filter (where status in ('new', 'paid', 'sent')),
      count(*) filter (where order_date > '2023-12-31' and order_date < '2024-02-01'),
      count(*) filter (where order_date >= '2024-01-01'),
      count(*) filter (where regexp_matches(customer_id, '^C[0-9]{6}$')),
      count(*) filter (where regexp_matches(email, '^.*@example.com$')),
      min(length(customer_id)), max(length(customer_id)), min(length(email)), max(length(email))`;

const FILTERED = sql`count(*) filter (where status = 'paid'), count(customer_id) filter (where status = 'paid'),
      count(amount) filter (where status = 'paid'), avg(amount) filter (where status = 'paid'),
      avg(quantity) filter (where weight > 500),
      count(*) filter (where quantity > 10), min(quantity) filter (where quantity > 10)`;
