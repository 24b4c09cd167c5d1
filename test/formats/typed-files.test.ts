import { RecordBatchStreamWriter, tableFromArrays } from 'apache-arrow';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import { sql, type Sql } from '../../src/duckdb/sql.ts';
import { formatNamed } from '../../src/formats/registry.ts';
import { codesOf, findingsOf } from '../findings.ts';
import { tempFolder } from '../temp-folder.ts';
import { readAs } from './read-rows.ts';

async function written(format: string, query: Sql): Promise<Uint8Array> {
  await using folder = await tempFolder();
  await using session = await openSession({ folders: [folder.path] });
  const path = join(folder.path, 'f');
  await formatNamed(format).write(session, query, path);
  return readFile(path);
}

const VALUES = sql`select * from (values (1.5::double, 'x', 1), (1.105, '7', 300), (2, '8', 3)) t(f, s, n)`;

describe.each(['parquet', 'arrow', 'avro'])('%s', (format) => {
  test('declared columns are cast, and a value that would be lost makes its row bad', async () => {
    const columns = [
      { name: 'N', type: 'UTINYINT' },
      { name: 'f', type: 'DECIMAL(10,2)' },
      { name: 's', type: 'INTEGER' },
    ];
    const { rows, bad } = await readAs(format, await written(format, VALUES), { columns });
    expect(rows).toEqual([{ N: 3, f: '2.00', s: 8, _source_row: 3 }]);
    expect(bad.map((row) => [row['_source_row'], row['column_name'], row['value'], row['raw']])).toEqual([
      [1, 's', 'x', '{"f":1.5,"s":"x","n":1}'],
      [2, 'N', '300', '{"f":1.105,"s":"7","n":300}'],
      [2, 'f', '1.105', '{"f":1.105,"s":"7","n":300}'],
    ]);
  });

  test('a column that is missing is an error', async () => {
    const columns = [{ name: 'none', type: 'INTEGER' }];
    const bytes = await written(format, VALUES);
    expect(await codesOf(() => readAs(format, bytes, { columns }))).toEqual(['COLUMN_MISSING']);
  });

  test('a file that is cut off or damaged is one clear line', async () => {
    const bytes = await written(format, VALUES);
    const damaged = Uint8Array.from(bytes).fill(7, 12, bytes.length - 12);
    for (const broken of [bytes.subarray(0, 40), damaged]) {
      const [finding] = await findingsOf(() => readAs(format, broken));
      expect(finding).toMatchObject({ code: `${format.toUpperCase()}_UNREADABLE`, file: 'f' });
      expect(finding?.message).not.toContain('\n');
    }
    expect(await codesOf(() => readAs(format, ''))).toEqual(['FILE_EMPTY']);
  });

  test('a whole number beyond 64 bits is written as it is', async () => {
    const bytes = await written(format, sql`select 123456789012345678901234567890::hugeint as n`);
    expect((await readAs(format, bytes)).rows).toMatchObject([{ n: '123456789012345678901234567890' }]);
  });
});

test('files that differ in a type are read as the wider one, with a warning', async () => {
  await using folder = await tempFolder();
  await using session = await openSession({ folders: [folder.path] });
  const parquet = formatNamed('parquet');
  const files = [sql`select 1 as n`, sql`select 1.5::double as n`].map((query, index) => {
    return { query, path: join(folder.path, `${index}`), object: `${index}` };
  });
  for (const { query, path } of files) await parquet.write(session, query, path);
  const { columns, relation, findings } = await parquet.read(session, { files, into: 'data' });
  expect(columns).toEqual([{ name: 'n', type: 'DOUBLE' }]);
  expect(await session.rows(sql`select * from ${relation} order by n`)).toEqual([
    { n: 1, _source_object: '0', _source_row: 1 },
    { n: 1.5, _source_object: '1', _source_row: 1 },
  ]);
  expect(findings.map(({ code }) => code)).toEqual(['COLUMN_TYPE_DIFFERS']);
});

test('an Arrow stream is read as an Arrow file is', async () => {
  const bytes = await RecordBatchStreamWriter.writeAll(tableFromArrays({ n: Int32Array.of(1, 2) })).toUint8Array();
  expect(formatNamed('arrow').detect(bytes, bytes, bytes.length)).toBe('certain');
  expect((await readAs('arrow', bytes)).rows).toEqual([
    { n: 1, _source_row: 1 },
    { n: 2, _source_row: 2 },
  ]);
});
