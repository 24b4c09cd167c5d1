import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { openSession } from '../../src/duckdb/open-session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import { formatNamed } from '../../src/formats/registry.ts';
import { codesOf } from '../findings.ts';
import { tempFolder } from '../temp-folder.ts';
import { readAs } from './read-rows.ts';

const FORMATS = ['csv', 'tsv', 'json', 'ndjson', 'parquet', 'arrow'];
const folder = await tempFolder();
const shared = { folder, session: await openSession({ folders: [folder.path] }) };

afterAll(async () => {
  await shared.session[Symbol.asyncDispose]();
  await shared.folder[Symbol.asyncDispose]();
});

const TYPED = ['parquet', 'arrow'];

async function written(format: string, rows: number, from = 0): Promise<Buffer> {
  const { session } = shared;
  const query = sql`select i + ${from} as id, 'name ' || i as name, i / 8 as share from range(${rows}) t(i)`;
  await formatNamed(format).write(session, query, `${folder.path}/made`);
  return readFile(`${folder.path}/made`);
}

/** How many rows are read, or the code of the error; anything but a `UserError` fails the test. */
async function outcome(format: string, bytes: Uint8Array): Promise<number | string> {
  const path = `${shared.folder.path}/f`;
  await writeFile(path, bytes);
  const { session } = shared;
  try {
    const read = await formatNamed(format).read(session, { files: [{ path, object: 'f' }], into: 'into' });
    const [counted] = await session.rows(sql`select (select count(*) from ${read.relation}) as rows,
      (select count(distinct _source_row) from ${read.badRows}) as bad`);
    return Number(counted?.['rows']) + Number(counted?.['bad']);
  } catch (error) {
    if (error instanceof UserError) return error.findings[0]?.code ?? '';
    throw error;
  }
}

test.each(FORMATS)('%s of no byte says so', async (format) => {
  expect(await codesOf(() => readAs(format, ''))).toEqual(['FILE_EMPTY']);
});

test.each(FORMATS)('%s that is cut off anywhere is an error, or rows', async (format) => {
  const bytes = await written(format, 40);
  for (let place = 1; place < 50; place++) {
    const length = Math.floor((bytes.length * place) / 50);
    expect(await outcome(format, bytes.subarray(0, length))).not.toBeUndefined();
  }
});

test.each(TYPED)('%s that is cut off anywhere is an error', async (format) => {
  const bytes = await written(format, 40);
  for (let place = 1; place < 50; place++) {
    const length = Math.floor((bytes.length * place) / 50);
    expect([length, await outcome(format, bytes.subarray(0, length))]).toEqual([length, expect.any(String)]);
  }
});

test.each(FORMATS)(
  '%s with any bit flipped is an error, or rows',
  async (format) => {
    const bytes = await written(format, 40);
    const places = TYPED.includes(format) ? 200 : 60;
    for (let place = 0; place < places; place++) {
      const at = Math.floor((bytes.length * 8 * place) / places);
      const flipped = Buffer.from(bytes);
      flipped[at >> 3] = (flipped[at >> 3] ?? 0) ^ (1 << (at & 7));
      expect(await outcome(format, flipped)).not.toBeUndefined();
    }
  },
  60_000,
);

describe('two files in one', () => {
  test.each(TYPED)('%s is an error', async (format) => {
    for (const [first, second] of [
      [40, 40],
      [10, 400],
      [400, 10],
    ] as const) {
      const bytes = Buffer.concat([await written(format, first), await written(format, second, 1000)]);
      expect([first, await outcome(format, bytes)]).toEqual([first, expect.any(String)]);
    }
  });

  test('JSON is an error', async () => {
    expect(await outcome('json', Buffer.from('[{"a":1}]\n[{"a":2}]\n'))).toBe('JSON_INVALID');
  });

  test('CSV has a row of names, which makes its columns text', async () => {
    const { columns, rows } = await readAs('csv', 'a,b\n1,2\na,b\n3,4\n');
    expect([columns[0]?.type, rows.length]).toEqual(['VARCHAR', 3]);
  });
});

describe('much of something', () => {
  test('a field of 100 MB', async () => {
    const field = 'x'.repeat(100 * 1024 * 1024);
    expect((await readAs('csv', `a,b\n1,${field}\n2,y\n`)).rows).toHaveLength(1);
    expect(await outcome('json', Buffer.from(`[{"a":"${field}"}]`))).toBe('JSON_RECORD_TOO_LARGE');
    expect(await outcome('ndjson', Buffer.from(`{"a":"${field}"}\n{"a":1}\n`))).not.toBeUndefined();
  }, 60_000);

  test('JSON nested 10,000 deep', async () => {
    const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
    const list = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    for (const text of [deep, `{"a":${list}}`]) {
      expect(await outcome('ndjson', Buffer.from(`${text}\n`))).not.toBeUndefined();
      expect(await outcome('json', Buffer.from(`[${text}]`))).not.toBeUndefined();
    }
  }, 60_000);
});
