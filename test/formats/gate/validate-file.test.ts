import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { sql, type Sql } from '../../../src/duckdb/sql.ts';
import { relationOf } from '../../../src/formats/gate/full/type-order.ts';
import { formatNamed } from '../../../src/formats/registry.ts';
import { tempFolder } from '../../temp-folder.ts';
import { full, fullCodes, quickCodes } from './gate-fixture.ts';

async function parquetOf(query: Sql): Promise<Buffer> {
  await using folder = await tempFolder();
  await using session = await openSession({ folders: [folder.path] });
  await formatNamed('parquet').write(session, query, `${folder.path}/a.parquet`);
  return await readFile(`${folder.path}/a.parquet`);
}

function expecting(columns: Readonly<Record<string, string>>) {
  return { schema: { columns } };
}

describe('full depth', () => {
  test('gives the rows it has read, with their columns', async () => {
    const { verdict, table, bytes } = await full('id,name\n1,a\n2,b\n');
    expect({ verdict, bytes }).toEqual({ verdict: 'accepted', bytes: 16 });
    expect(table).toMatchObject({
      rowCount: 2,
      badRowCount: 0,
      columns: [
        { name: 'id', type: 'BIGINT' },
        { name: 'name', type: 'VARCHAR' },
      ],
    });
  });

  test.each([
    ['warn', 'accepted', ['BAD_ROWS']],
    ['quarantine', 'quarantined', ['BAD_ROWS']],
    ['accept', 'accepted', []],
  ] as const)('takes rows that cannot be read as the policy says: %s', async (badRows, verdict, codes) => {
    const file = await full('id,name\n1,a\n2\n3,c\n', 'a.csv', { badRows });
    expect(file.findings.map(({ code }) => code)).toEqual(codes);
    expect(file).toMatchObject({ verdict, table: { rowCount: 2, badRowCount: 1 } });
  });

  test('finds damage that the ends do not show', async () => {
    const json = `[${'{"a":1},'.repeat(30_000)}{"a":,${'{"a":1},'.repeat(30_000)}{"a":1}]`;
    expect(quickCodes(json, 'a.json')).toEqual([]);
    expect(await fullCodes(json, 'a.json')).toEqual(['JSON_INVALID']);
    const parquet = await parquetOf(sql`select i, i * 7919 % 1000003 as j from range(100000) t(i)`);
    const damaged = Buffer.from(parquet).fill(255, 100_000, 101_000);
    expect(quickCodes(damaged, 'a.parquet')).toEqual([]);
    const { verdict, table } = await full(damaged, 'a.parquet');
    expect({ verdict, table }).toEqual({ verdict: 'quarantined', table: null });
  });

  test('says why rows were not read', async () => {
    expect((await full('\0\0\x01\x02', 'a.bin')).skipped).toContainEqual({
      check: 'reading',
      reason: 'the object is refused before: FORMAT_UNKNOWN',
    });
    expect((await full('', 'a.csv', { allowEmpty: true })).skipped).toContainEqual({
      check: 'reading',
      reason: 'it is empty',
    });
  });

  test('does not read a CSV of very many columns', async () => {
    const { findings, skipped } = await full(`${'a,'.repeat(10_000)}a\n${'1,'.repeat(10_000)}1\n`);
    expect(findings).toMatchObject([{ code: 'TOO_MANY_COLUMNS', severity: 'error', found: '10001' }]);
    expect(skipped).toContainEqual({ check: 'reading', reason: 'it has too many columns' });
  });

  test('looks at UTF-16 as the text that it is', async () => {
    const content = Buffer.from('\uFEFFid,key\n1,AKIAIOSFODNN7EXAMPLE\n', 'utf16le');
    expect(await fullCodes(content)).toContain('SECRET_IN_DATA');
    expect(quickCodes(content)).toContain('SECRET_IN_DATA');
  });
});

describe('columns against the expected ones', () => {
  const CSV = 'id,amount,day\n1,1.50,2024-01-05\n2,,2024-01-06\n';

  test('of the same names, with values that fit, are fine', async () => {
    const columns = { id: 'INTEGER', amount: 'DECIMAL(12,2)', day: 'TIMESTAMP' };
    expect(await fullCodes(CSV, 'a.csv', expecting(columns))).toEqual([]);
    expect(await fullCodes(CSV, 'a.csv', expecting({ id: 'VARCHAR', amount: 'DOUBLE', day: 'DATE' }))).toEqual([]);
  });

  test('one more is a warning, one less is refused, with the nearest name', async () => {
    const { verdict, findings } = await full(CSV, 'a.csv', expecting({ id: 'BIGINT', amuont: 'DOUBLE', day: 'DATE' }));
    expect(verdict).toBe('quarantined');
    expect(findings).toMatchObject([
      { code: 'SCHEMA_COLUMN_MISSING', severity: 'error', column: 'amuont', nearest: 'amount' },
      { code: 'SCHEMA_COLUMN_ADDED', severity: 'warning', column: 'amount', nearest: 'amuont' },
    ]);
  });

  test('of text, a value decides: with its row', async () => {
    const columns = { id: 'TINYINT', amount: 'DECIMAL(12,1)', day: 'BIGINT' };
    const { findings } = await full('id,amount,day\n1,1.5,1\n300,1.55,x\n', 'a.csv', expecting(columns));
    expect(findings).toMatchObject([
      { code: 'SCHEMA_TYPE_WIDENED', severity: 'warning', column: 'id', row: 2, expected: 'TINYINT' },
      {
        code: 'SCHEMA_TYPE_WIDENED',
        column: 'amount',
        row: 2,
        found: expect.stringContaining('one value does not fit'),
      },
      { code: 'SCHEMA_TYPE_BROKEN', severity: 'error', column: 'day', row: 2 },
    ]);
  });

  test('of Parquet, its types decide', async () => {
    const content = await parquetOf(sql`select 1::bigint as a, 1::integer as b, 'x' as c, 1.5::double as d`);
    const columns = { a: 'INTEGER', b: 'BIGINT', c: 'DATE', d: 'DOUBLE' };
    expect((await full(content, 'a.parquet', expecting(columns))).findings).toMatchObject([
      { code: 'SCHEMA_TYPE_WIDENED', column: 'a', found: 'BIGINT', expected: 'INTEGER' },
      { code: 'SCHEMA_TYPE_BROKEN', column: 'c', found: 'VARCHAR', expected: 'DATE' },
    ]);
  });

  test('each may be accepted, which is said, or refused', async () => {
    const policy = { schema: { columns: { id: 'BIGINT', amount: 'DOUBLE' }, unexpected: 'quarantine' } } as const;
    expect((await full(CSV, 'a.csv', policy)).verdict).toBe('quarantined');
    const accepting = { schema: { ...policy.schema, unexpected: 'accept' } } as const;
    const { verdict, findings, skipped } = await full(CSV, 'a.csv', accepting);
    expect({ verdict, findings }).toEqual({ verdict: 'accepted', findings: [] });
    expect(skipped.map(({ check }) => check)).toContain('schema: unexpected columns');
  });
});

test.each([
  ['INTEGER', 'BIGINT', 'fits'],
  ['BIGINT', 'INTEGER', 'wider'],
  ['UINTEGER', 'INTEGER', 'other'],
  ['UINTEGER', 'BIGINT', 'fits'],
  ['INTEGER', 'DOUBLE', 'fits'],
  ['BIGINT', 'DOUBLE', 'other'],
  ['DOUBLE', 'INTEGER', 'wider'],
  ['FLOAT', 'DOUBLE', 'fits'],
  ['DECIMAL(10,2)', 'DECIMAL(12,2)', 'fits'],
  ['DECIMAL(12,4)', 'DECIMAL(12,2)', 'other'],
  ['DECIMAL(14,4)', 'DECIMAL(12,2)', 'wider'],
  ['INTEGER', 'DECIMAL(10,0)', 'fits'],
  ['INTEGER', 'DECIMAL(9,0)', 'wider'],
  ['DECIMAL(5,1)', 'DOUBLE', 'other'],
  ['DATE', 'TIMESTAMP', 'fits'],
  ['VARCHAR', 'INTEGER', 'other'],
  ['INTEGER[]', 'BIGINT[]', 'fits'],
  ['STRUCT(a INTEGER, b DATE)', 'STRUCT(a INTEGER)', 'wider'],
  ['UNION(a INTEGER)', 'INTEGER', 'other'],
])('%s where %s is expected: %s', (found, expected, relation) => {
  expect(relationOf(found, expected)).toBe(relation);
});
