import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { sha256 } from '../../../src/core/seed.ts';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { sql } from '../../../src/duckdb/sql.ts';
import { formatNamed } from '../../../src/formats/registry.ts';
import type { ReplayRecord } from '../../../src/runner/record.ts';
import { replay } from '../../../src/runner/replay.ts';
import { tempFolder, type TempFolder } from '../../temp-folder.ts';

async function scenarioOf(ingestion: string, files: Record<string, string | Uint8Array>): Promise<TempFolder> {
  const folder = await tempFolder();
  for (const [name, content] of Object.entries(files)) await folder.write(`data/${name}`, content);
  const list = Object.keys(files).map((name) => `data/${name}`);
  await folder.write(
    'scenario.yaml',
    `name: a\nclock: 2023-01-02T06:00:00Z\nsources:\n  t: { files: [${list.join()}] }\ningestion:\n  t: ${ingestion}\n`,
  );
  return folder;
}

function run(folder: TempFolder): Promise<ReplayRecord> {
  return replay({ scenario: folder.path, lake: join(folder.path, 'lake') });
}

/** The stored rows of the dataset, without metadata but for the place of each row. */
async function rowsOf(folder: TempFolder): Promise<unknown[]> {
  await using session = await openSession({ folders: [folder.path] });
  const files = join(folder.path, 'lake/processed/data/t/**/*.parquet');
  return await session.rows(sql`select * exclude (_source_object, _source_row, _ingested_at, _run_id)
    from read_parquet(${files}, hive_partitioning = false) order by _source_object, _source_row`);
}

async function typesOf(folder: TempFolder): Promise<string[]> {
  const { columns } = await documentOf(folder);
  return columns.map(({ name, type }) => `${name} ${type}`);
}

const batchFile = z.looseObject({
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  objects: z.array(
    z.looseObject({ columns: z.array(z.looseObject({ name: z.string(), column: z.string().nullable() })) }),
  ),
});

async function documentOf(folder: TempFolder): Promise<z.output<typeof batchFile>> {
  const path = join(folder.path, 'lake/processed/batches/t/2023-01-02.json');
  return batchFile.parse(JSON.parse(await readFile(path, 'utf8')));
}

const codesOf = (record: ReplayRecord) => record.stages.flatMap(({ findings }) => findings.map(({ code }) => code));

test('messy European values become types, what does not fit goes to quarantine as it was written', async () => {
  await using folder = await scenarioOf(
    `
    columns: { id: int, day: date, amount: 'decimal(10,2)', paid: boolean, note: string }
    standardize:
      trim: true
      nulls: ['-', N/A]
      booleans: { true: [ja], false: [nein] }
      numbers: { decimal: ',', currency: ['€', EUR] }
      dates: [dd.MM.yyyy]
      columns:
        note: { nulls: [], trim: false }`,
    {
      'a.csv':
        'ID;Day;Amount;Paid;Note\n1;03.04.2023;1.234,50 €;ja; - \n2;-;(12,00);Nein;x\n3;03.04.2023;12.5;ja;\n4;2023-04-03;1;maybe;\n',
    },
  );
  const record = await run(folder);
  expect(await rowsOf(folder)).toEqual([
    { id: 1, day: '2023-04-03', amount: '1234.50', paid: true, note: ' - ' },
    { id: 2, day: null, amount: '-12.00', paid: false, note: 'x' },
  ]);
  expect(record.stages[2]).toMatchObject({
    datasets: [
      {
        rows: 2,
        quarantined: 2,
        sample: [
          { _source_row: 3, column_name: 'amount', value: '12.5', reason: 'not a DECIMAL(10,2)' },
          { _source_row: 4, column_name: 'day', value: '2023-04-03' },
          { _source_row: 4, column_name: 'paid', value: 'maybe' },
        ],
      },
    ],
  });
});

test('ambiguous dates are a finding of the stage and bad rows', async () => {
  await using folder = await scenarioOf('{ columns: { day: date }, standardize: { dates: detect } }', {
    'a.csv': 'day\n03/04/2023\n',
  });
  const record = await run(folder);
  expect(codesOf(record)).toEqual(['DATE_AMBIGUOUS']);
  expect(record.stages[2]).toMatchObject({ datasets: [{ rows: 0, quarantined: 1 }] });
});

test('the document of a batch says what each object has, what became of it, and where its rows went', async () => {
  const wide = 'US Gross,id,extra\n1.5,1,x\n1.505,2,x\n';
  await using folder = await scenarioOf("{ columns: { id: int, us_gross: 'decimal(9,2)' } }", {
    'a.csv': wide,
    'b.csv': 'id\n1\n',
  });
  await run(folder);
  expect(await documentOf(folder)).toEqual({
    formatVersion: 1,
    dataset: 't',
    day: '2023-01-02',
    runId: expect.stringMatching(/^[0-9a-f]{16}$/) as unknown,
    ingestedAt: '2023-01-02T06:00:00.000Z',
    rows: { in: 2, out: 1, quarantined: 1 },
    columns: [
      { name: 'id', type: 'INTEGER' },
      { name: 'us_gross', type: 'DECIMAL(9,2)' },
    ],
    objects: [
      {
        key: 'data/incoming/2023/01/02/t/a.csv',
        bytes: 36,
        sha256: sha256(Buffer.from(wide)),
        format: 'csv',
        rows: { in: 2, out: 1, quarantined: 1 },
        columns: [
          { name: 'US Gross', type: 'VARCHAR', column: 'us_gross' },
          { name: 'id', type: 'VARCHAR', column: 'id' },
          { name: 'extra', type: 'VARCHAR', column: null },
        ],
      },
    ],
    refused: [
      {
        key: 'data/incoming/2023/01/02/t/b.csv',
        bytes: 5,
        sha256: sha256(Buffer.from('id\n1\n')),
        codes: ['COLUMN_MISSING'],
      },
    ],
    standardize: null,
  });
});

test('names that come to one are told apart, in every object the same, and the document leads back to each', async () => {
  await using folder = await scenarioOf('{}', {
    'a.csv': 'a b,A-B,"🙂","x",""\n1,2,3,4,5\n',
    'b.csv': 'A-B,a b\n20,10\n',
    'c.csv': 'id,id\n1,2\n',
  });
  await run(folder);
  const { objects } = await documentOf(folder);
  expect(objects.map(({ columns }) => columns.map(({ name, column }) => `${name} > ${column}`))).toEqual([
    ['a b > a_b', 'A-B > a_b_2', '🙂 > column_3', 'x > x', ' > column5'],
    ['A-B > a_b_2', 'a b > a_b'],
    ['id > id', 'id > id_1'],
  ]);
  expect(await rowsOf(folder)).toMatchObject([{ a_b: 1, a_b_2: 2 }, { a_b: 10, a_b_2: 20 }, {}]);
});

async function parquetOf(query: ReturnType<typeof sql>): Promise<Uint8Array> {
  await using folder = await tempFolder();
  await using session = await openSession({ folders: [folder.path] });
  const path = join(folder.path, 'f');
  await formatNamed('parquet').write(session, query, path);
  return await readFile(path);
}

test('texts of several files get the type that holds all of them exactly', async () => {
  await using folder = await scenarioOf('{}', {
    'a.csv': 'whole,exact,day,some,words\n1,9007199254740993,2023-01-01,1,1\n',
    'b.csv': 'whole,exact,day,some,words\n123456789012345678901234567890,1.5,2023-01-01 10:00:00,0.25,1.50\n',
    'c.csv': 'words\nx\n',
  });
  await run(folder);
  expect(await typesOf(folder)).toEqual([
    'whole DECIMAL(38,0)',
    'exact DECIMAL(17,1)',
    'day TIMESTAMP',
    'some DOUBLE',
    'words VARCHAR',
  ]);
  const rows = await rowsOf(folder);
  expect(rows[0]).toMatchObject({ exact: '9007199254740993.0', words: '1' });
  expect(rows[1]).toMatchObject({ whole: '123456789012345678901234567890', exact: '1.5', words: '1.50' });
});

test.each<[string, ReturnType<typeof sql>, ReturnType<typeof sql>, string, unknown[]]>([
  ['int and bigint', sql`select 1::int v`, sql`select 2::bigint v`, 'BIGINT', [1, 2]],
  ['int and double', sql`select 1::int v`, sql`select 0.5::double v`, 'DOUBLE', [1, 0.5]],
  [
    'a bigint that no double holds',
    sql`select 9007199254740993::bigint v`,
    sql`select 0.5::double v`,
    'VARCHAR',
    ['9007199254740993', '0.5'],
  ],
  [
    'decimals',
    sql`select 1.5::decimal(5,2) v`,
    sql`select 0.1234::decimal(6,4) v`,
    'DECIMAL(7,4)',
    ['1.5000', '0.1234'],
  ],
  [
    'decimals too wide for one',
    sql`select '1000000000000000000000000000000'::decimal(38,0) v`,
    sql`select 0.1234567890123::decimal(38,13) v`,
    'VARCHAR',
    ['1000000000000000000000000000000', '0.1234567890123'],
  ],
  ['decimal and double', sql`select 0.1::decimal(5,2) v`, sql`select 0.5::double v`, 'VARCHAR', ['0.10', '0.5']],
  ['boolean and int', sql`select true v`, sql`select 1::int v`, 'VARCHAR', ['true', '1']],
  [
    'date and timestamp',
    sql`select date '2023-01-01' v`,
    sql`select timestamp '2023-01-01 10:00' v`,
    'TIMESTAMP',
    ['2023-01-01T00:00:00.000000', '2023-01-01T10:00:00.000000'],
  ],
  ['date and int', sql`select date '2023-01-01' v`, sql`select 1::int v`, 'VARCHAR', ['2023-01-01', '1']],
  [
    'records of other fields',
    sql`select {'a': 1::int} v`,
    sql`select {'a': 2::bigint, 'b': 'x'} v`,
    'STRUCT(a BIGINT, b VARCHAR)',
    [
      { a: 1, b: null },
      { a: 2, b: 'x' },
    ],
  ],
])('%s in two Parquet files lose nothing', async (_, one, other, type, values) => {
  await using folder = await scenarioOf('{}', {
    'a.parquet': await parquetOf(one),
    'b.parquet': await parquetOf(other),
  });
  const record = await run(folder);
  expect(record.stages[2]).toMatchObject({ datasets: [{ rows: 2, quarantined: 0 }] });
  expect(await typesOf(folder)).toEqual([`v ${type}`]);
  expect(await rowsOf(folder)).toEqual(values.map((v) => ({ v })));
  expect(codesOf(record)).toEqual(['COLUMN_TYPE_DIFFERS']);
});

test('a CSV and a Parquet file of one type agree', async () => {
  await using folder = await scenarioOf('{}', {
    'a.csv': 'v,w\n1,\n',
    'b.parquet': await parquetOf(sql`select 2::bigint v, 3::bigint w`),
  });
  await run(folder);
  expect(await typesOf(folder)).toEqual(['v BIGINT', 'w BIGINT']);
});

test('whole numbers of 30 digits keep every digit, declared and found', async () => {
  const number = '123456789012345678901234567890';
  const files = { 'a.csv': `v\n${number}\n` };
  for (const ingestion of ['{}', '{ columns: { v: hugeint } }']) {
    await using folder = await scenarioOf(ingestion, files);
    await run(folder);
    expect(await rowsOf(folder)).toEqual([{ v: number }]);
  }
});

test('a column that is text in one object has its dates as they are written in the others', async () => {
  await using folder = await scenarioOf('{ standardize: { dates: detect } }', {
    'a.csv': 'day\n13/04/2023\n',
    'b.csv': 'day\n03/04/2023\n',
  });
  const record = await run(folder);
  expect(await rowsOf(folder)).toEqual([{ day: '13/04/2023' }, { day: '03/04/2023' }]);
  expect(codesOf(record)).toEqual(['DATE_AMBIGUOUS']);
});

test('compressed text in another encoding is read; what validation said of it is not said again', async () => {
  const content = gzipSync(Buffer.from('id;name;amount\n1;Jos\u00e9;1,50\n', 'latin1'));
  await using folder = await scenarioOf("{ columns: { id: int, name: string, amount: 'decimal(10,2)' } }", {
    'a.csv.gz': content,
  });
  const record = await run(folder);
  expect(await rowsOf(folder)).toEqual([{ id: 1, name: 'Jos\u00e9', amount: '1.50' }]);
  const said = record.stages.map(({ stage, findings }) => [stage, ...findings.map(({ code }) => code)]);
  expect(said).toContainEqual(['ingest']);
  expect(JSON.stringify(record.stages).match(/ENCODING_CONVERTED/g)?.length).toBe(1);
});
