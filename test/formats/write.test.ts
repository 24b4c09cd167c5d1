import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import { sql, type Sql } from '../../src/duckdb/sql.ts';
import { formatNamed } from '../../src/formats/registry.ts';
import { codesOf } from '../findings.ts';
import { tempFolder } from '../temp-folder.ts';

async function textOf(format: string, query: Sql): Promise<string> {
  await using folder = await tempFolder();
  await using session = await openSession();
  await formatNamed(format).write(session, query, join(folder.path, 'f'));
  return readFile(join(folder.path, 'f'), 'utf8');
}

test('CSV quotes what it must, tells NULL from empty, and writes nested values as JSON', async () => {
  const query = sql`select 1 as "a ""b""", null as n, '' as e, ${'x,"y"\n'} as t, [1, 2] as l, {'k': 'v'} as s`;
  expect(await textOf('csv', query)).toBe('"a ""b""",n,e,t,l,s\n1,,"","x,""y""\n","[1,2]","{""k"":""v""}"\n');
});

test('JSON is JSON also where numbers are not', async () => {
  const query = sql`select * from (values ('nan'::double), ('inf'), ('-inf'), (0.5), (null)) t(f)`;
  const values = ['NaN', 'Infinity', '-Infinity', 0.5, null].map((f) => ({ f }));
  expect(JSON.parse(await textOf('json', query))).toEqual(values);
  const lines = (await textOf('ndjson', query)).trimEnd().split('\n');
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual(values);
});

describe.each(['csv', 'json', 'ndjson', 'parquet', 'arrow', 'avro', 'orc'])('%s', (format) => {
  test('a query that fails half way leaves the old file, and nothing else', async () => {
    await using folder = await tempFolder();
    await using session = await openSession();
    const path = join(folder.path, 'f');
    await writeFile(path, 'old');
    const failing = sql`select if(range < 400000, range, ('x' || range)::bigint) as n from range(500000)`;
    await expect(formatNamed(format).write(session, failing, path)).rejects.toThrow(/x4\d{5}/);
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder.path)).toEqual(['f']);
    expect((await readdir(session.scratch)).filter((name) => name.startsWith('write-'))).toEqual([]);
  });

  test('a folder that is not there, or a folder in the place of the file, is an error', async () => {
    await using folder = await tempFolder();
    await using session = await openSession();
    const write = (path: string): Promise<void> => formatNamed(format).write(session, sql`select 1 as n`, path);
    expect(await codesOf(() => write(join(folder.path, 'none', 'f')))).toEqual(['FOLDER_NOT_FOUND']);
    expect(await codesOf(() => write(folder.path))).toEqual(['WRITE_FAILED']);
  });

  test('rows are written in the order of the query', async () => {
    await using folder = await tempFolder();
    await using session = await openSession({ folders: [folder.path] });
    const path = join(folder.path, 'f');
    await formatNamed(format).write(session, sql`select range as n from range(300000) order by hash(range)`, path);
    const { relation } = await formatNamed(format).read(session, { files: [{ path, object: 'f' }], into: 'back' });
    const [row] = await session.rows(sql`
      select count(*) as rows, bool_and(n = wanted) as same from (select n, row_number() over (order by _source_row) as place from ${relation})
      join (select range as wanted, row_number() over (order by hash(range)) as place from range(300000)) using (place)`);
    expect(row).toEqual({ rows: 300_000, same: true });
  });
});
