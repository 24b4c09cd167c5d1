import { afterAll, beforeAll, expect, test } from 'vitest';
import { raw, sql } from '../../../src/duckdb/sql.ts';
import { lakeOf, type TestLake } from './lake.ts';

/** Three days and none, in each the regions `a/b`, `it's` and none; two rows a partition. */
const orders = {
  rows: sql`select id, day, region from (values (date '2023-01-01'), (date '2023-01-02'), (date '2023-01-03'), (null)) as d(day),
    (values ('a/b'), ('it''s'), (null)) as r(region), (values (1), (2)) as i(id)`,
  partitionBy: ['day', 'region'],
};

const DAY_1 = ['2023-01-01/', '2023-01-01/a/b', "2023-01-01/it's"];
const DAY_2 = ['2023-01-02/', '2023-01-02/a/b', "2023-01-02/it's"];
const DAY_3 = ['2023-01-03/', '2023-01-03/a/b', "2023-01-03/it's"];
const NO_DAY = ['/', '/a/b', "/it's"];
const ALL = [...NO_DAY, ...DAY_1, ...DAY_2, ...DAY_3];

let shared: TestLake;
beforeAll(async () => {
  shared = await lakeOf({ orders, others: orders });
});
afterAll(() => shared[Symbol.asyncDispose]());

/** Of these partitions the query asks for the object; and its rows are those that the whole tables give. */
async function expectAsked(text: string, partitions: readonly string[], tables = ['processed.orders']): Promise<void> {
  for (const name of ['orders', 'others']) await shared.catalog.refresh('processed', name);
  const { rows, asked } = await shared.query(text, tables);
  expect(asked.toSorted()).toEqual(partitions.toSorted());
  await shared.catalog.bring(tables);
  expect(await shared.session.rows(raw(text))).toEqual(rows);
}

test.each<[string, string, string[]]>([
  ['equal', `where day = '2023-01-02'`, DAY_2],
  ['a range', `where day between '2023-01-02' and '2023-01-09'`, [...DAY_2, ...DAY_3]],
  ['a list', `where day in ('2023-01-01', '2023-01-03')`, [...DAY_1, ...DAY_3]],
  [
    'either of two columns',
    `where day = '2023-01-02' or region = 'a/b'`,
    [...DAY_2, '/a/b', '2023-01-01/a/b', '2023-01-03/a/b'],
  ],
  ['no value', `where day is null`, NO_DAY],
  ['some value', `where day is not null`, [...DAY_1, ...DAY_2, ...DAY_3]],
  ['equal or no value', `where day is not distinct from null and region = 'it''s'`, [`/it's`]],
  ['a negation', `where not (day = '2023-01-02') and day < '2023-01-03'`, DAY_1],
  ['a function', `where strftime(day, '%d') = '03' and upper(region) = 'A/B'`, ['2023-01-03/a/b']],
  [
    'a month',
    `where date_trunc('month', day) = date '2023-01-01' and year(day) = 2023`,
    [...DAY_1, ...DAY_2, ...DAY_3],
  ],
  ['a function that DuckDB does not prune by', `where month(day) = 2`, ALL],
  [
    'casts',
    `where cast(day as varchar) = '2023-01-03' and cast(day as timestamp) > timestamp '2023-01-02 10:00:00'`,
    DAY_3,
  ],
  ['patterns', `where region like 'it%' and contains(region, '''') and day = '2023-01-01'`, [`2023-01-01/it's`]],
  [
    'a case',
    `where case when region = 'a/b' then day = '2023-01-01' else day = '2023-01-02' end`,
    [...DAY_2, '2023-01-01/a/b'].filter((key) => key !== '2023-01-02/a/b'),
  ],
  [
    'pairs',
    `where (day, region) in ((date '2023-01-01', 'a/b'), (date '2023-01-02', 'it''s'))`,
    ['2023-01-01/a/b', `2023-01-02/it's`],
  ],
  ['a value that is nowhere', `where day = '2099-01-01'`, []],
  [
    'text with line breaks and signs',
    `where region in ('a\n)(', 'it''s', '"') and day = '2023-01-01'`,
    [`2023-01-01/it's`],
  ],
  ['a column of the files', `where id = 1`, ALL],
  ['a column of the files, and a day', `where id = 1 and day = '2023-01-02'`, DAY_2],
  ['a column of the files, or a day', `where id = 1 or day = '2023-01-02'`, ALL],
])('by %s, exactly the partitions that pass are asked for', async (_, where, partitions) => {
  await expectAsked(`select * from processed.orders ${where} order by all`, partitions);
});

test.each<[string, string, string[]]>([
  [
    'a WITH, both its uses',
    `with c as (select * from processed.orders) select * from c where day = '2023-01-01' union all select * from c where day = '2023-01-02' order by all`,
    [...DAY_1, ...DAY_2],
  ],
  [
    'two scans of a table',
    `select a.id from processed.orders a join processed.orders b using (id) where a.day = '2023-01-01' and b.day = '2023-01-02' order by all`,
    [...DAY_1, ...DAY_2],
  ],
  [
    'a query inside, which counts rows',
    `select (select count(*) from processed.orders where day = '2023-01-01') as n, id from processed.orders where day = '2023-01-02' order by all`,
    [...DAY_1, ...DAY_2],
  ],
  [
    'a query inside, which needs everything',
    `select id from processed.orders where day = '2023-01-02' and id < (select count(*) from processed.orders) order by all`,
    ALL,
  ],
  [
    'the newest day',
    `select * from processed.orders where day = (select max(day) from processed.orders) order by all`,
    ALL,
  ],
  [
    'groups',
    `select day, count(*) as n from processed.orders group by day having day = '2023-01-02' order by all`,
    DAY_2,
  ],
  [
    'a window over partitions',
    `select * from (select *, row_number() over (partition by day order by id, region) as n from processed.orders) where day = '2023-01-02' order by all`,
    DAY_2,
  ],
  [
    'a window over all',
    `select * from (select *, row_number() over (order by day, region, id) as n from processed.orders) where day = '2023-01-02' order by all`,
    ALL,
  ],
  [
    'a recursion',
    `with recursive t as (select id, day from processed.orders where day = '2023-01-01' union select o.id, o.day from processed.orders o join t on o.day = t.day + 1 where o.day = '2023-01-02') select * from t order by all`,
    [...DAY_1, ...DAY_2],
  ],
  [
    'rows of a day less those of another',
    `select id from processed.orders where day = '2023-01-01' except all select id from processed.orders where day = '2023-01-02' and region = 'a/b' order by all`,
    [...DAY_1, '2023-01-02/a/b'],
  ],
  [
    'a pivot',
    `from (pivot processed.orders on region in ('a/b') using sum(id) group by day) where day = '2023-01-03'`,
    DAY_3,
  ],
  [
    'a limit before a condition',
    `select * from (select * from processed.orders order by day, region, id limit 3) where day = '2023-01-01' order by all`,
    ALL,
  ],
  ['a comment at the end', `select * from processed.orders where day = '2023-01-03' order by all; -- done`, DAY_3],
])('through %s, the partitions that any scan needs are asked for', async (_, text, partitions) => {
  await expectAsked(text, partitions);
});

test.each<[string, string, string[]]>([
  [
    'a join hands its condition on',
    `select o.* from processed.orders o join processed.others p using (day) where o.day = '2023-01-02' order by all`,
    [...DAY_2, ...DAY_2],
  ],
  [
    'a join alone leaves out nothing',
    `select o.* from processed.orders o join processed.others p using (day) where p.id = 7 order by all`,
    [...ALL, ...ALL],
  ],
  [
    'an outer join keeps the rows of its one side',
    `select o.* from processed.orders o left join processed.others p on o.day = p.day and p.region = 'a/b' order by all`,
    [...ALL, '/a/b', '2023-01-01/a/b', '2023-01-02/a/b', '2023-01-03/a/b'],
  ],
  [
    'a table that is only looked into',
    `select * from processed.orders o where exists (select 1 from processed.others p where p.id = o.id and p.day = '2023-01-02') order by all`,
    [...ALL, ...DAY_2],
  ],
  [
    'a lateral query',
    `select * from processed.orders o, lateral (select max(p.id) as m from processed.others p where p.id = o.id and p.day = '2023-01-02') order by all`,
    [...ALL, ...DAY_2],
  ],
  [
    'a table that nothing is read of',
    `select * from processed.orders where day = '2023-01-02' order by all`,
    [...DAY_2, ...ALL],
  ],
])('of two tables, %s', async (_, text, partitions) => {
  await expectAsked(text, partitions, ['processed.orders', 'processed.others']);
});

test('a query that cannot be planned needs everything', async () => {
  await using lake = await lakeOf({ orders });
  await lake.catalog.bring(['processed.orders'], { query: 'select nothing from processed.orders', bindings: {} });
  expect(lake.store.asked).toHaveLength(ALL.length);
});

test('a column named as the placeholders are marked leaves out nothing', async () => {
  const rows = sql`select 1 as id, 'processed.odd' as _placeholder_of union all select 2, 'x'`;
  await using lake = await lakeOf({ odd: { rows, partitionBy: ['_placeholder_of'] } });
  const found = await lake.query(`select id from processed.odd where _placeholder_of = 'x'`, ['processed.odd']);
  expect(found.rows).toEqual([{ id: 2 }]);
  expect(found.asked).toHaveLength(2);
});

test('values and names that need quotes and escapes leave out partitions', async () => {
  const rows = sql`select 1 as id, value as "a )(b", cast(1.50 as decimal(4, 2)) as amount
    from (values ('100%'), ('NULL'), ('a=b&c d'), (')('), ('ü''"')) as v(value)`;
  await using lake = await lakeOf({ odd: { rows, partitionBy: ['a )(b', 'amount'] } });
  for (const value of ['100%', 'NULL', 'a=b&c d', ')(', `ü'"`]) {
    const text = `select "a )(b" as value from processed.odd where "a )(b" = $value and amount = 1.5`;
    expect((await lake.query(text, ['processed.odd'], { value })).rows).toEqual([{ value }]);
  }
});

test('nested and other rare types of columns can be planned', async () => {
  const rows = sql`select {a: 1, b: [map {'x': 1.5}]} as s, 'a'::blob as b, interval 1 day as i, 1::hugeint as h,
    uuid '00000000-0000-0000-0000-000000000001' as u, 'x'::enum('x', 'y') as e, time '10:00' as t, now() as z, '101'::bit as bits,
    range as day from range(3)`;
  await using lake = await lakeOf({ odd: { rows, partitionBy: ['day'] } });
  expect((await lake.query('select s.a from processed.odd where day = 1', ['processed.odd'])).asked).toEqual(['1']);
});
