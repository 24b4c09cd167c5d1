import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Row, Session } from '../../src/duckdb/session.ts';
import { id, raw, sql, type Sql } from '../../src/duckdb/sql.ts';
import { writeDatasetFiles } from '../../src/local-glue/dataset-writer.ts';
import { tempFolder } from '../temp-folder.ts';

/** What was written of one partition: its file's bytes as a hash, and how many of its rows come before a smaller id. */
interface Written {
  readonly partition: Readonly<Record<string, string | null>>;
  readonly rows: number;
  readonly sha256: string;
  readonly unsorted: number;
}

interface Request {
  readonly rows: string;
  readonly partitionBy?: readonly string[];
  readonly orderBy?: readonly Sql[];
  readonly threads?: number;
}

async function written({
  rows,
  partitionBy = ['day'],
  orderBy = [id('id')],
  threads = 2,
}: Request): Promise<Written[]> {
  await using folder = await tempFolder();
  await using session = await openSession({ folders: [folder.path], threads });
  const files = await writeDatasetFiles(session, {
    query: raw(`(${rows})`),
    partitionBy,
    orderBy,
    folder: `${folder.path}/new`,
  });
  const result: Written[] = [];
  for (const { file, partition, rows: count } of files) {
    const sha256 = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    result.push({ partition, rows: count, sha256, unsorted: await unsortedRows(session, file) });
  }
  return result;
}

async function unsortedRows(session: Session, file: string): Promise<number> {
  const [row] = await session.rows(
    sql`select count(*) as rows from (
      select id, lag(id) over (order by file_row_number) as before
      from read_parquet(${file}, file_row_number = true, hive_partitioning = false)
    ) where id < before`,
  );
  return Number(row?.['rows']);
}

/** Rows of 7 days in no order; the day of a row follows from its id. */
function shuffled(rows: number, where = 'true'): string {
  return `select i as id, date '2023-01-01' + cast(hash(i) % 7 as int) as day, 'name ' || hash(i) % 1000 as name
    from range(${rows}) t(i) where ${where} order by hash(i + 1)`;
}

const ROWS = 300_000;

describe('files of partitions', () => {
  test.each([1, 4])('are sorted with %i threads, and have the same bytes as with any other number', async (threads) => {
    const files = await written({ rows: shuffled(ROWS), threads });
    expect(files.map(({ unsorted }) => unsorted)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(files).toEqual(await written({ rows: shuffled(ROWS), threads: 2 }));
  });

  test.each([
    ['one row group', ROWS],
    ['several row groups', 900_000],
  ])('have bytes that rows of other partitions do not change, in %s', async (_, rows) => {
    const all = await written({ rows: shuffled(rows) });
    const fewer = await written({ rows: shuffled(rows, 'not (i < 1001 and hash(i) % 7 = 0)') });
    expect(fewer[0]).not.toEqual(all[0]);
    expect(fewer.slice(1)).toEqual(all.slice(1));
  });

  test('have row groups that readers can pass over: of 122,880 rows, each with its own range', async () => {
    await using folder = await tempFolder();
    await using session = await openSession({ folders: [folder.path] });
    const [file] = await writeDatasetFiles(session, {
      query: raw('(select i as id, 1 as day from range(300_000) t(i) order by hash(i))'),
      partitionBy: ['day'],
      orderBy: [id('id')],
      folder: `${folder.path}/new`,
    });
    const groups = await session.rows(
      sql`select row_group_num_rows as rows, stats_min as first, stats_max as last
        from parquet_metadata(${file?.file ?? ''}) where path_in_schema = 'id' order by row_group_id`,
    );
    expect(groups).toEqual<Row[]>([
      { rows: 122880, first: '0', last: '122879' },
      { rows: 122880, first: '122880', last: '245759' },
      { rows: 54240, first: '245760', last: '299999' },
    ]);
  });
});

describe('partitions', () => {
  test('are told by the values of their columns as text, null being null', async () => {
    const rows = `select * from (values (1, 'a', 1.50), (2, null, 1.50), (3, 'NULL', null), (4, 'a/b=c', 2.00), (5, 'a', 1.50)) t(id, kind, "part size")`;
    const files = await written({ rows, partitionBy: ['kind', 'part size'] });
    expect(files.map(({ partition, rows: count }) => [partition, count])).toEqual([
      [{ kind: 'NULL', 'part size': null }, 1],
      [{ kind: 'a', 'part size': '1.50' }, 2],
      [{ kind: 'a/b=c', 'part size': '2.00' }, 1],
      [{ kind: null, 'part size': '1.50' }, 1],
    ]);
  });

  test('may have columns named like what is used on the way', async () => {
    await using folder = await tempFolder();
    await using session = await openSession({ folders: [folder.path] });
    const files = await writeDatasetFiles(session, {
      query: raw('(select 9 - i as rowid, i as c0, i % 2 as c1, i as "order" from range(4) t(i))'),
      partitionBy: ['c1'],
      orderBy: [id('rowid')],
      folder: `${folder.path}/new`,
    });
    const rows = await Promise.all(
      files.map(({ file }) => session.rows(sql`select * from read_parquet(${file}, hive_partitioning = false)`)),
    );
    expect(rows).toEqual([
      [
        { rowid: 7, c0: 2, order: 2 },
        { rowid: 9, c0: 0, order: 0 },
      ],
      [
        { rowid: 6, c0: 3, order: 3 },
        { rowid: 8, c0: 1, order: 1 },
      ],
    ]);
  });
});

test('columns of one value are written as the others are, and may be partition columns', async () => {
  await using folder = await tempFolder();
  await using session = await openSession({ folders: [folder.path] });
  const files = await writeDatasetFiles(session, {
    query: raw(`(select 'run' as run, i as id, 'x' as part from range(2) t(i))`),
    partitionBy: ['part'],
    orderBy: [id('id')],
    constants: new Map([
      ['run', raw(`'run'`)],
      ['part', raw(`'x'`)],
    ]),
    folder: `${folder.path}/new`,
  });
  expect(files).toMatchObject([{ partition: { part: 'x' }, rows: 2 }]);
  const { file = '' } = files[0] ?? {};
  expect(await session.rows(sql`select * from read_parquet(${file}, hive_partitioning = false)`)).toEqual([
    { run: 'run', id: 0 },
    { run: 'run', id: 1 },
  ]);
});

describe('a dataset without partitions', () => {
  test.each([1, 4])('is one sorted file, with %i threads', async (threads) => {
    const files = await written({ rows: shuffled(ROWS), partitionBy: [], threads });
    expect(files).toMatchObject([{ partition: {}, rows: ROWS, unsorted: 0 }]);
    expect(files).toEqual(await written({ rows: shuffled(ROWS), partitionBy: [], threads: 2 }));
  });

  test.each([[[]], [['day']]])('has no file where there is no row, partitioned by %j', async (partitionBy) => {
    expect(await written({ rows: shuffled(0), partitionBy })).toEqual([]);
  });
});
