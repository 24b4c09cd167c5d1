import fc from 'fast-check';
import { expect, test } from 'vitest';
import { raw, sql } from '../../../src/duckdb/sql.ts';
import { lakeOf } from './lake.ts';

/** Partitions by a day, a number and a text, with the values that are hard: none, signs, names of null. */
const facts = {
  rows: sql`select id, day, n, region from range(2) as i(id),
    (values (date '2023-01-01'), (date '2023-01-02'), (date '2023-02-01'), (null)) as d(day), (values (-1), (10), (null)) as c(n),
    (values ('a'), ('NULL'), (')(''%'), (null)) as r(region)`,
  partitionBy: ['day', 'n', 'region'],
};

const day = fc.constantFrom('2023-01-01', '2023-01-02', '2023-02-01', '2099-01-01').map((text) => `date '${text}'`);
const number = fc.constantFrom('-1', '10', '9', '2.5');
const region = fc.constantFrom(`'a'`, `'NULL'`, `')(''%'`, `'b'`, `''`);
const comparison = fc.constantFrom('=', '<>', '<', '>=', 'is distinct from', 'is not distinct from');

const simple = fc.oneof(
  fc.tuple(fc.constant('day'), comparison, day).map((parts) => parts.join(' ')),
  fc.tuple(fc.constant('n'), comparison, number).map((parts) => parts.join(' ')),
  fc.tuple(fc.constant('region'), comparison, region).map((parts) => parts.join(' ')),
  fc.tuple(day, day).map(([from, to]) => `day between ${from} and ${to}`),
  fc.array(region, { minLength: 1, maxLength: 3 }).map((list) => `region in (${list.join(', ')})`),
  fc.array(region, { minLength: 1, maxLength: 3 }).map((list) => `region not in (${list.join(', ')})`),
  fc.constantFrom(
    'id = 1',
    'id > n',
    'day is null',
    'region is not null',
    'n is null or n > id',
    'true',
    'false',
    'null',
  ),
  fc.constantFrom(`region like 'a%'`, `contains(region, ')')`, `starts_with(region, 'N')`, `length(region) < 4`),
  fc.constantFrom(`strftime(day, '%m') = '01'`, 'month(day) = 2', `cast(day as varchar) > '2023-01-01'`, 'n + 1 = 11'),
  fc.constantFrom(
    `coalesce(region, 'a') = 'a'`,
    `case when n = 10 then region = 'a' else day is null end`,
    'abs(n) = 1',
  ),
);

const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    simple,
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `(${a}) and (${b})`),
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `(${a}) or (${b})`),
    tie('condition').map((inner) => `not (${inner})`),
  ),
}));

const table = condition.map((where) => `(select * from processed.facts where ${where})`);

const query = fc.oneof(
  condition.map((where) => `select * from processed.facts where ${where}`),
  fc
    .tuple(condition, condition)
    .map(
      ([a, b]) =>
        `with c as (select * from processed.facts) select * from c where ${a} union all select * from c where ${b}`,
    ),
  fc
    .tuple(table, table, fc.constantFrom('join', 'left join', 'full join', 'semi join', 'anti join'))
    .map(([a, b, join]) => `select a.* from ${a} a ${join} ${b} b on a.id = b.id and a.day = b.day`),
  fc
    .tuple(table, table, fc.constantFrom('union', 'except', 'intersect all'))
    .map(([a, b, operator]) => `from ${a} ${operator} from ${b}`),
  fc
    .tuple(table, condition)
    .map(
      ([a, having]) =>
        `select day, region, sum(n) as n, count(*) as id from ${a} group by day, region having (select count(*) from processed.facts where ${having}) > 3`,
    ),
  fc
    .tuple(table, condition)
    .map(
      ([a, where]) =>
        `select * from (select *, row_number() over (partition by day order by id, n, region) as number from ${a}) where ${where}`,
    ),
  fc
    .tuple(table, table)
    .map(([a, b]) => `select * from ${a} as o where exists (from ${b} as i where i.id = o.id and i.region = o.region)`),
  fc.tuple(table, condition).map(([a, where]) => `select * from (from ${a} order by all limit 5) where ${where}`),
);

test('rows over what was brought are those over the whole dataset', async () => {
  await using lake = await lakeOf({ facts });
  await using whole = await lakeOf({ facts });
  await whole.catalog.bring(['processed.facts']);
  let thrifty = 0;
  await fc.assert(
    fc.asyncProperty(query, async (text) => {
      const ordered = `select * from (${text}) order by all`;
      await lake.catalog.refresh('processed', 'facts');
      const { rows, asked } = await lake.query(ordered, ['processed.facts']);
      expect(rows).toEqual(await whole.session.rows(raw(ordered)));
      if (asked.length < 48) thrifty++;
    }),
    { numRuns: 60 },
  );
  expect(thrifty).toBeGreaterThan(15);
});
