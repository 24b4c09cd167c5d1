import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import { openOrc } from '../../src/formats/orc/index.ts';
import { formatNamed } from '../../src/formats/registry.ts';
import { codesOf, findingsOf } from '../findings.ts';
import { tempFolder } from '../temp-folder.ts';
import { readAs, writtenAndRead } from './read-rows.ts';

test('types that ORC lacks are written as those that hold their values', async () => {
  await using folder = await tempFolder();
  await using session = await openSession();
  const path = join(folder.path, 'f.orc');
  await formatNamed('orc').write(
    session,
    sql`select
      99999999999999999999999999999999999999::hugeint as huge,
      18446744073709551615::ubigint as ubig,
      255::utinyint as ubyte,
      'f47ac10b-58cc-4372-a567-0e02b2c3d479'::uuid as uuid,
      time '12:34:56.789' as "time",
      interval '1 month 2 days 3 seconds' as span,
      'b'::enum('a', 'b') as choice,
      '0101'::bit as bits,
      ${'{"a": 1}'}::json as json,
      timestamp_s '2024-01-31 12:00:00' as whole,
      timestamp_ns '2024-01-31 12:00:00.123456789' as fine,
      [1, 2]::integer[2] as pair,
      {'at': time '01:00:00', 'n': [1::hugeint, null]} as nested,
      map {'k': time '02:00:00'} as times`,
    path,
  );
  const { columns, rows } = await readAs('orc', await readFile(path));
  expect(Object.fromEntries(columns.map(({ name, type }) => [name, type]))).toMatchObject({
    huge: 'DECIMAL(38,0)',
    ubig: 'DECIMAL(20,0)',
    ubyte: 'SMALLINT',
    nested: 'STRUCT("at" VARCHAR, n DECIMAL(38,0)[])',
  });
  expect(rows[0]).toMatchObject({
    huge: '99999999999999999999999999999999999999',
    ubig: '18446744073709551615',
    ubyte: 255,
    uuid: 'f47ac10b-58cc-4372-a567-0e02b2c3d479',
    time: '12:34:56.789',
    span: '1 month 2 days 00:00:03',
    choice: 'b',
    bits: '0101',
    json: '{"a": 1}',
    whole: '2024-01-31T12:00:00.000000',
    fine: '2024-01-31T12:00:00.123456789',
    pair: [1, 2],
    nested: { at: '01:00:00', n: ['1', null] },
  });
});

test('a moment keeps its zone, and days before 1582 are those of ISO 8601', async () => {
  const query = sql`select timestamptz '2024-07-01 12:00:00+02' as moment, date '1500-03-01' as day, timestamp '0001-01-01 00:00:00.5' as t`;
  const [written, read] = await writtenAndRead('orc', query);
  expect(read).toEqual(written);
});

test('a value that readers would change is an error, and nothing is written', async () => {
  await using folder = await tempFolder();
  await using session = await openSession();
  const path = join(folder.path, 'f.orc');
  const write = (): Promise<void> =>
    formatNamed('orc').write(session, sql`select timestamp '1969-12-31 23:59:59.5' as moment`, path);
  expect(await codesOf(write)).toEqual(['ORC_VALUE_UNSUPPORTED']);
  expect(await findingsOf(write)).toMatchObject([{ column: 'moment' }]);
  await expect(readFile(path)).rejects.toThrow('ENOENT');
});

test.each(['zlib', 'snappy', 'zstd', 'none'] as const)('%s is written as asked for', async (compression) => {
  await using folder = await tempFolder();
  await using session = await openSession();
  const path = join(folder.path, 'f.orc');
  await formatNamed('orc').write(session, sql`select range as n from range(30000)`, path, { compression });
  await using file = await openOrc(path);
  expect(file).toMatchObject({ compression, rowCount: 30_000, type: 'struct<n:bigint>' });
});

test('other compressions and partitions are errors', async () => {
  await using session = await openSession();
  const write = (options: object) => () => formatNamed('orc').write(session, sql`select 1 as n`, 'f.orc', options);
  expect(await codesOf(write({ compression: 'gzip' }))).toEqual(['COMPRESSION_UNKNOWN']);
  expect(await codesOf(write({ partitionBy: ['n'] }))).toEqual(['PARTITIONS_UNSUPPORTED']);
});
