import { expect, test } from 'vitest';
import { sql } from '../../src/duckdb/sql.ts';
import { openCatalog } from '../../src/local-glue/catalog.ts';
import { commitRows, lakeOf } from './pruning/lake.ts';

const month = {
  rows: sql`select cast(range as integer) as id, cast(date '2023-01-01' + cast(range as integer) as date) as day from range(31)`,
  partitionBy: ['day'],
};

test('a job on one day of a month asks for one object of 31', async () => {
  await using lake = await lakeOf({ month });
  const { rows, asked } = await lake.query(`select id from processed.month where day = date '2023-01-02'`, [
    'processed.month',
  ]);
  expect(rows).toEqual([{ id: 1 }]);
  expect(asked).toEqual(['2023-01-02']);
});

test('a job without a condition asks for all objects', async () => {
  await using lake = await lakeOf({ month });
  const { rows, asked } = await lake.query('select count(*) as n from processed.month', ['processed.month']);
  expect(rows).toEqual([{ n: 31 }]);
  expect(asked).toHaveLength(31);
});

test('a parameter of the job leaves out partitions', async () => {
  await using lake = await lakeOf({ month });
  const { asked } = await lake.query('select id from processed.month where day = $day', ['processed.month'], {
    day: '2023-01-31',
  });
  expect(asked).toEqual(['2023-01-31']);
});

test('nothing is asked for by a refresh, and each object once by all that need it', async () => {
  await using lake = await lakeOf({ month });
  expect(lake.store.asked).toEqual([]);
  await lake.query(`select id from processed.month where day <= '2023-01-02'`, ['processed.month']);
  const { asked, rows } = await lake.query(
    `select id from processed.month where day between '2023-01-02' and '2023-01-03'`,
    ['processed.month'],
  );
  expect([asked, rows]).toEqual([['2023-01-03'], [{ id: 1 }, { id: 2 }]]);
  lake.store.asked.length = 0;
  await lake.catalog.bring(['processed.month']);
  expect(lake.store.asked).toHaveLength(28);
});

test('rows that were not brought are not missed in silence', async () => {
  await using lake = await lakeOf({ month, other: { ...month, partitionBy: [] } });
  const read = (): Promise<unknown> => lake.session.rows(sql`select * from processed.month`);
  await expect(read()).rejects.toThrow('the objects of processed.month were not brought');
  await lake.query(`select id from processed.month where day = '2023-01-02'`, ['processed.month']);
  await lake.catalog.bring(['processed.other']);
  await expect(read()).rejects.toThrow('the objects of processed.month were not brought');
});

test('what was brought as a whole stays', async () => {
  await using lake = await lakeOf({ month, other: { ...month, partitionBy: [] } });
  await lake.catalog.bring(['processed.month']);
  await lake.catalog.bring(['processed.other']);
  expect(await lake.session.rows(sql`select count(*) as n from processed.month`)).toEqual([{ n: 31 }]);
});

test('a refresh shows the newest commit, of which nothing was brought', async () => {
  await using lake = await lakeOf({ month });
  await lake.catalog.bring(['processed.month']);
  const rows = sql`select 7 as id, date '2024-01-01' as day`;
  await commitRows(lake, 'month', { rows, partitionBy: ['day'] });
  await lake.catalog.refresh('processed', 'month');
  const found = await lake.query('select id from processed.month', ['processed.month']);
  expect(found).toEqual({ rows: [{ id: 7 }], asked: ['2024-01-01'] });
});

test('a dataset without rows has its columns', async () => {
  await using lake = await lakeOf({
    none: { rows: sql`select 1 as id, date '2023-01-01' as day where false`, partitionBy: ['day'] },
  });
  expect(await lake.query('select * from processed.none', ['processed.none'])).toEqual({ rows: [], asked: [] });
});

test('the tables of a lake in a folder are whole from the refresh on', async () => {
  await using lake = await lakeOf({ month });
  const catalog = await openCatalog(lake.session, { ...lake.store, remote: null });
  const table = await catalog.refresh('processed', 'month');
  expect(table?.columns).toEqual([
    { name: 'id', type: 'INTEGER' },
    { name: 'day', type: 'DATE' },
  ]);
  await catalog.bring(['processed.month'], { query: 'select 1', bindings: {} });
  expect(await lake.session.rows(sql`select count(*) as n from processed.month`)).toEqual([{ n: 31 }]);
});
