import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { DuckDBError } from '../../src/duckdb/duckdb-error.ts';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { raw, sql, type Sql } from '../../src/duckdb/sql.ts';
import { findingsOf } from '../findings.ts';
import { tempFolder } from '../temp-folder.ts';

let session: Session;
beforeAll(async () => void (session = await openSession()));
afterAll(() => session[Symbol.asyncDispose]());

async function drain(
  batches: AsyncIterable<{ readonly length: number } | { readonly numRows: number }>,
): Promise<number> {
  let rows = 0;
  for await (const batch of batches) rows += 'length' in batch ? batch.length : batch.numRows;
  return rows;
}

async function errorOf(action: () => Promise<unknown>): Promise<unknown> {
  try {
    await action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** A query that fails in its middle, long after its first rows were handed over. */
const BREAKS = sql`select if(range = 500_000, ('x' || range)::integer, range) as v from range(1_000_000) where range >= $from`;

describe('a query that fails half way is an error, never fewer rows:', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['rows', () => session.rows(BREAKS, { from: 0 })],
    ['stream', () => drain(session.stream(BREAKS, { from: 0 }))],
    ['arrow', () => session.arrow(BREAKS, { from: 0 })],
    ['arrowBatches', () => drain(session.arrowBatches(BREAKS, { from: 0 }))],
  ])('%s', async (_, action) => {
    const error = await errorOf(action);
    expect(error).toMatchObject({ kind: 'Conversion', reason: "Could not convert string 'x500000' to INT32" });
    expect(error).toMatchObject({ statement: BREAKS.text });
  });
});

async function interleave(): Promise<void> {
  for await (const rows of session.stream(sql`from range(1_000_000)`)) await session.run(sql`select ${rows.length}`);
}

test('a statement that runs before a stream is read makes the stream an error', async () => {
  expect(await errorOf(interleave)).toMatchObject({ kind: 'INTERRUPT', reason: expect.stringContaining('cut short') });
});

test('a stream gives all rows in order, 2,048 at most at a time', async () => {
  let next = 0;
  for await (const rows of session.stream(sql`select range as i from range(10_000)`)) {
    expect(rows.length).toBeLessThanOrEqual(2048);
    for (const row of rows) expect(row['i']).toBe(next++);
  }
  expect(next).toBe(10_000);
});

test('three million rows stream in flat memory', async () => {
  const query = sql`select range as i, 'some text of a row ' || range as t from range(3_000_000)`;
  const before = process.memoryUsage().rss;
  expect(await drain(session.stream(query))).toBe(3_000_000);
  // The rows alone, as text, are 80 MB, as JavaScript objects over 400 MB.
  expect(process.memoryUsage().rss - before).toBeLessThan(350e6);
});

describe('rows are plain values:', () => {
  test.each<[string, unknown]>([
    ['1/0', 'Infinity'],
    ["'-0.5'::decimal(38,2)", '-0.50'],
    ['9007199254740993::bigint', '9007199254740993'],
    ["timestamp '2023-01-02 03:04:05'", '2023-01-02T03:04:05.000000'],
    ["timestamptz '2023-01-02 03:04:05+01'", '2023-01-02T02:04:05.000000Z'],
    ["'\\x00\\xFF'::blob", '0x00ff'],
    ["{'2': 'x', '1': 5::decimal(3,1)}", { 1: '5.0', 2: 'x' }],
    ["map {'k': [1, null]}", [{ key: 'k', value: [1, null] }]],
    ["chr(65279) || 'text behind a byte order mark'", '\uFEFFtext behind a byte order mark'],
    ['chr(65279)', '\uFEFF'],
    ["'a' || chr(0)", 'a\0'],
  ])('%s', async (value, expected) =>
    expect((await session.rows(raw(`select ${value} as v`)))[0]?.['v']).toEqual(expected),
  );

  test('columns of one name are told apart, and none is lost for its name', async () => {
    const [row] = await session.rows(sql`select 1 as a, 2 as a, 3 as "__proto__"`);
    expect(Object.entries(row ?? {})).toEqual([
      ['a', 1],
      ['a:1', 2],
      ['__proto__', 3],
    ]);
  });
});

describe('bindings', () => {
  test.each<[string | number | bigint | boolean | null, string]>([
    [5, 'BIGINT'],
    [5.5, 'DOUBLE'],
    [2n ** 70n, 'HUGEINT'],
    ['x', 'VARCHAR'],
    [true, 'BOOLEAN'],
    [null, '"NULL"'],
  ])('of %s are %s', async (value, type) =>
    expect(await session.rows(sql`select typeof($v) as t`, { v: value })).toEqual([{ t: type }]),
  );

  test.each<[string, Sql]>([
    ['a comparison with a DATE column', sql`select d from days where d = $day`],
    ['create table as', sql`create or replace table made as select d from days where d = $day`],
    ['copy', sql`copy (select d from days where d = $day) to '${raw('SCRATCH')}/out.csv'`],
  ])('of text work in %s', async (_, statement) => {
    await session.run(sql`create or replace table days as select unnest([date '2023-01-02', date '2023-01-03']) as d`);
    const rows = await session.rows(raw(statement.text.replace('SCRATCH', session.scratch)), { day: '2023-01-02' });
    expect(rows).toHaveLength(1);
  });

  test('do not work in a view', async () => {
    const error = await errorOf(() => session.run(sql`create view v as select $day as day`, { day: 'x' }));
    expect(error).toMatchObject({ kind: 'Binder' });
  });
});

describe('errors have the kind and the first line of DuckDB', () => {
  test.each([
    ['selct 1', 'Parser', 'syntax error at or near "selct"'],
    ['from nope', 'Catalog', 'Table with name nope does not exist!'],
    ['select a from (select 1 as b)', 'Binder', 'Referenced column "a" not found in FROM clause!'],
  ])('of %s', async (statement, kind, reason) => {
    const error = await errorOf(() => session.rows(raw(statement)));
    expect(error).toBeInstanceOf(DuckDBError);
    expect(error).toMatchObject({ kind, reason, statement });
  });
});

describe('a session', () => {
  test('leaves nothing behind, whatever happened in it', async () => {
    const opened = await openSession();
    await errorOf(() => opened.run(sql`from nope`));
    for await (const rows of opened.stream(sql`from range(100_000_000)`)) if (rows.length > 0) break;
    await opened.run(sql`copy (select 1) to ${`${opened.scratch}/x.csv`}`);
    expect(existsSync(opened.scratch)).toBe(true);
    await opened[Symbol.asyncDispose]();
    await opened[Symbol.asyncDispose]();
    expect(existsSync(opened.scratch)).toBe(false);
  });

  test('stops at once when its signal is aborted', async () => {
    const controller = new AbortController();
    await using opened = await openSession({ signal: controller.signal });
    const endless = opened.rows(
      sql`select count(*) from range(1_000_000_000) a, range(1_000_000_000) b where a.range % 7 = b.range % 3`,
    );
    setImmediate(() => controller.abort(new Error('Ctrl-C')));
    await expect(endless).rejects.toThrow('Ctrl-C');
    await expect(opened.run(sql`select 1`)).rejects.toThrow('Ctrl-C');
  });

  test('warns of nothing where many statements run side by side', async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error): unknown => warnings.push(warning);
    process.on('warning', listen);
    await using opened = await openSession({ signal: new AbortController().signal });
    await Promise.all(Array.from({ length: 30 }, () => opened.rows(sql`select 1`)));
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    process.off('warning', listen);
    expect(warnings).toEqual([]);
  });

  test('has a time limit when its signal has', async () => {
    await using opened = await openSession({ signal: AbortSignal.timeout(20) });
    await expect(drain(opened.stream(sql`from range(1_000_000_000_000)`))).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });

  test('spills to its scratch folder, and says so when memory is not enough', async () => {
    await using opened = await openSession({ memoryLimit: '60MB', threads: 1 });
    const sorted = sql`select count(*) as n from (select range || repeat('x', 40) as t from range(1_000_000) order by t)`;
    expect(await opened.rows(sorted)).toEqual([{ n: 1_000_000 }]);
    const findings = await findingsOf(() =>
      opened.rows(sql`select length(list(range || repeat('x', 40))::varchar) from range(3_000_000)`),
    );
    expect(findings).toMatchObject([{ code: 'MEMORY_EXHAUSTED' }]);
  });

  test('may fill no more than a share of the free disk', async () => {
    await using most = await openSession({ diskShare: 0.5 });
    const { bavail, bsize } = await statfs(most.scratch);
    const [row] = await most.rows(sql`select current_setting('max_temp_directory_size') as size`);
    const [, amount] = /^([\d.]+) GiB$/.exec(String(row?.['size'])) ?? [];
    expect(Math.abs(Number(amount) - (bavail * bsize) / 2 / 1024 ** 3)).toBeLessThan(2);
  });

  test('stops a statement at its limit of time, and is usable afterwards', async () => {
    await using opened = await openSession({ seconds: 0.05, threads: 1 });
    const endless = sql`select count(*) from range(1_000_000_000) a, range(1_000_000_000) b where a.range % 7 = b.range % 3`;
    await expect(opened.rows(endless, {}, opened.limits)).rejects.toMatchObject({
      name: 'LimitReached',
      limit: 'seconds',
    });
    await expect(opened.run(endless, {}, opened.limits)).rejects.toMatchObject({ limit: 'seconds' });
    expect(await opened.rows(sql`select 1 as x`, {}, opened.limits)).toEqual([{ x: 1 }]);
    expect(await opened.columns(sql`(select 1 as x)`, opened.limits)).toEqual([{ name: 'x', type: 'INTEGER' }]);
  });

  test('stops a statement that takes memory which DuckDB does not count', async () => {
    await using opened = await openSession({ memoryLimit: '50MB', threads: 1 });
    expect(Math.abs(opened.limits.memory - 50e6)).toBeLessThan(1e6);
    const middle = sql`select median(hash(a.range, b.range)) from range(9999) a, range(99999) b`;
    await expect(opened.rows(middle, {}, opened.limits)).rejects.toMatchObject({
      name: 'LimitReached',
      limit: 'memory',
    });
    expect(await opened.rows(sql`select 1 as x`)).toEqual([{ x: 1 }]);
  });

  test('refuses a memory limit that is none', async () =>
    expect(await findingsOf(() => openSession({ memoryLimit: 'lots' }))).toMatchObject([
      { code: 'SESSION_OPTION_INVALID' },
    ]));

  test('that has no folder for temporary files is the run broken, not a usage error', async () => {
    await using folder = await tempFolder();
    vi.stubEnv('TMPDIR', `${folder.path}/none`);
    try {
      const error = await errorOf(() => openSession());
      expect(error).toMatchObject({
        exitCode: 3,
        findings: [{ code: 'TEMP_FOLDER_UNUSABLE', file: `${folder.path}/none` }],
      });
    } finally {
      vi.unstubAllEnvs();
    }
  });
});
