import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import avsc from 'avsc';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { join as joinSql, sql, type Sql } from '../../../src/duckdb/sql.ts';
import type { WriteOptions } from '../../../src/formats/format.ts';
import { formatNamed } from '../../../src/formats/registry.ts';
import { codesOf } from '../../findings.ts';
import { tempFolder } from '../../temp-folder.ts';
import { readAs } from '../read-rows.ts';

async function written(query: Sql, options?: WriteOptions): Promise<Buffer> {
  await using folder = await tempFolder();
  await using session = await openSession({ folders: [folder.path] });
  const path = join(folder.path, 'f');
  await formatNamed('avro').write(session, query, path, options);
  return await readFile(path);
}

/** The schema of a file, and its values, as avsc reads them. */
async function asAvsc(file: Uint8Array): Promise<{ schema: unknown; values: unknown[] }> {
  const decoder = new avsc.streams.BlockDecoder();
  let schema: unknown;
  const values: unknown[] = [];
  decoder.on('metadata', (type: avsc.Type) => {
    schema = type.schema({ exportAttrs: true });
  });
  decoder.on('data', (value: unknown) => values.push(JSON.parse(JSON.stringify(value))));
  const ended = once(decoder, 'end');
  decoder.end(file);
  await ended;
  return { schema, values };
}

test.each<WriteOptions['compression']>(['none', 'deflate'])(
  'avsc reads what is written with %s',
  async (compression) => {
    const file = await written(sql`select i as n, 'é' || i as t, [i] as l from range(3) r(i) order by i`, {
      ...(compression && { compression }),
      recordName: 'com.example.Order',
    });
    const { schema, values } = await asAvsc(file);
    expect(schema).toMatchObject({ type: 'record', name: 'com.example.Order' });
    expect(values).toEqual([0, 1, 2].map((n) => ({ n, t: `é${n}`, l: [n] })));
  },
);

test('equal rows give equal bytes', async () => {
  const query = sql`select i, random() < 2 as yes, 'a'::enum('a') as e from range(100000) r(i)`;
  expect(Buffer.compare(await written(query), await written(query))).toBe(0);
});

test('names that are no Avro names are made so, and come back', async () => {
  const file = await written(sql`select 1 as "us gross €", 2 as "us_gross__", 3 as "1st", {'a b': 4} as s`);
  expect((await asAvsc(file)).values).toEqual([{ us_gross__: 1, us_gross___1: 2, _1st: 3, s: { a_b: 4 } }]);
  const { rows } = await readAs('avro', file);
  expect(rows).toEqual([{ 'us gross €': 1, us_gross__: 2, '1st': 3, s: { 'a b': 4 }, _source_row: 1 }]);
});

test('types that Avro lacks are text or what holds them exactly', async () => {
  const file = await written(sql`select interval '1 month' as i, [interval '2 days'] as l, '101'::bit as b,
    18446744073709551615::ubigint as u, '-99999999999999999999999999999999999.999'::decimal(38, 3) as d,
    [1, 2]::integer[2] as a, map {1: 'x'} as m, timestamp_ns '2023-01-02 06:00:00.000000001' as ns,
    timestamp_s '2023-01-02 06:00:00' as s, 255::utinyint as t, 4294967295::uinteger as ui`);
  const { columns, rows } = await readAs('avro', file);
  expect(columns.map(({ type }) => type)).toEqual([
    'VARCHAR',
    'VARCHAR[]',
    'VARCHAR',
    'DECIMAL(20,0)',
    'DECIMAL(38,3)',
    'INTEGER[]',
    'STRUCT("key" INTEGER, "value" VARCHAR)[]',
    'TIMESTAMP_NS',
    'TIMESTAMP',
    'INTEGER',
    'BIGINT',
  ]);
  expect(rows).toEqual([
    {
      i: '1 month',
      l: ['2 days'],
      b: '101',
      u: '18446744073709551615',
      d: '-99999999999999999999999999999999999.999',
      a: [1, 2],
      m: [{ key: 1, value: 'x' }],
      ns: '2023-01-02T06:00:00.000000001',
      s: '2023-01-02T06:00:00.000000',
      t: 255,
      ui: 4294967295,
      _source_row: 1,
    },
  ]);
});

test('what Avro cannot say is refused', async () => {
  expect(await codesOf(() => written(sql`select 'infinity'::timestamp as t`))).toEqual(['AVRO_VALUE_UNWRITABLE']);
  expect(await codesOf(() => written(sql`select '-infinity'::date as t`))).toEqual(['AVRO_VALUE_UNWRITABLE']);
  expect(await codesOf(() => written(sql`select 1 as n`, { recordName: 'a-b' }))).toEqual(['AVRO_NAME_INVALID']);
  expect(await codesOf(() => written(sql`select 1 as n`, { compression: 'gzip' }))).toEqual(['COMPRESSION_UNKNOWN']);
  expect(await codesOf(() => written(sql`select 1 as n`, { partitionBy: ['n'] }))).toEqual(['PARTITIONS_UNSUPPORTED']);
});

const row = fc.record({
  l: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  d: fc.option(fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n })),
  f: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
  t: fc.option(fc.string({ unit: 'grapheme', maxLength: 80 }).filter((text) => !text.includes('\0'))),
  i: fc.array(fc.option(fc.integer()), { maxLength: 4 }),
});

test('random rows are read back as they were written, with every compression', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('none', 'deflate', 'snappy', 'zstd'),
      async (rows, compression) => {
        const selects = rows.map(
          ({ l, d, f, t, i }, index) => sql`select ${index} as n, ${l}::bigint as l, ${d}::decimal(38, 0) as d,
            ${f === null ? null : String(f)}::double as f, ${t}::varchar as t, [${i}]::integer[] as i`,
        );
        const file = await written(sql`select * from (${joinSql(selects, ' union all ')}) order by n`, {
          compression,
        });
        const read = (await readAs('avro', file)).rows.map(({ l, d, f, t, i }) => ({ l, d, f, t, i }));
        const plain = rows.map(({ l, d, f, t, i }) => ({
          l: l === null || Number.isSafeInteger(Number(l)) ? l && Number(l) : String(l),
          d: d === null ? null : String(d),
          f,
          t,
          i,
        }));
        expect(read).toEqual(plain.map((each) => ({ ...each, l: each.l === 0n ? 0 : each.l })));
      },
    ),
    { numRuns: 20 },
  );
});
