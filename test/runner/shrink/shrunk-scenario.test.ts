import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { realEffects } from '../../../src/core/effects.ts';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { sql } from '../../../src/duckdb/sql.ts';
import type { DataInput } from '../../../src/formats/open-data.ts';
import { formatNamed } from '../../../src/formats/registry.ts';
import { replay } from '../../../src/runner/replay.ts';
import type { ShrinkDataOptions } from '../../../src/runner/shrink/options.ts';
import { shrink } from '../../../src/runner/shrink/shrink.ts';
import { codesOf } from '../../findings.ts';
import { tempFolder, type TempFolder } from '../../temp-folder.ts';

/** Shrinks into `out` of the folder, replays what was written, and gives how that ended and its files. */
async function written(
  folder: TempFolder,
  options: Omit<ShrinkDataOptions, 'out'>,
): Promise<{ status: string; files: string[]; read: (file: string) => Promise<string> }> {
  const out = join(folder.path, 'out');
  await shrink({ ...options, out });
  const { status } = await replay({ scenario: out, lake: join(folder.path, 'lake') });
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return {
    status,
    files: files.map((file) => file.slice(out.length + 1)).toSorted(),
    read: (file) => readFile(join(out, file), 'utf8'),
  };
}

const ORDERS = 'id,amount,note\n1,10.50,a\n2,,b\n3,7.25,\n';

test('the scenario has its data, the rule alone, and says where it is from; it is green', async () => {
  await using folder = await tempFolder();
  const data = await folder.write('orders 2023.csv', ORDERS);
  const rules = 'Rules = [ RowCount = 3, IsComplete "amount" ]';
  const { status, files, read } = await written(folder, { data, rules, command: 'glue-replay shrink …' });
  expect(status).toBe('passed');
  expect(files).toEqual(['README.md', 'data/orders_2023.csv', 'rules/orders_2023.dqdl', 'scenario.yaml']);
  expect(await read('data/orders_2023.csv')).toBe('amount\n\n');
  expect(await read('rules/orders_2023.dqdl')).toBe('Rules = [\n    IsComplete "amount"\n]\n');
  expect(await read('scenario.yaml')).toContain('columns:\n      amount: DOUBLE\n');
  expect(await read('README.md')).toMatch(/orders 2023\.csv.*1 of 3 rows, 1 of 3 columns.*glue-replay shrink …/s);
});

test('variables and labels that the rule has are kept, others are not', async () => {
  await using folder = await tempFolder();
  const data = await folder.write('orders.csv', ORDERS);
  const rules = `known = ["a", "b"]
other = "x"
DefaultLabels = ["team"="sales"]
Rules = [ ColumnValues "note" in $known ]`;
  const { status, read } = await written(folder, { data, rules });
  expect(status).toBe('passed');
  const text = await read('rules/orders.dqdl');
  expect(text).toContain('known = ["a", "b"]');
  expect(text).toContain('DefaultLabels = ["team"="sales"]');
  expect(text).not.toContain('other');
});

test.each(['json', 'ndjson', 'parquet', 'arrow'])('data stay in their format: %s', async (format) => {
  await using folder = await tempFolder();
  const data = join(folder.path, `orders.${format}`);
  await using session = await openSession({ folders: [folder.path] });
  const rows = sql`select i as id, case when i <> 2 then i::decimal(12,2) end as amount,
    {'city': 'x', 'zip': i} as address from range(4) t(i)`;
  await formatNamed(format).write(session, rows, data);
  const rules = 'Rules = [ ColumnValues "address.zip" < 3 ]';
  const { status, files, read } = await written(folder, { data, rules });
  expect({ status, data: files.find((file) => file.startsWith('data/')) }).toEqual({
    status: 'passed',
    data: `data/orders.${format}`,
  });
  expect(await read('scenario.yaml')).toMatch(/address: .*STRUCT\(/);
});

describe('types and values are kept exactly', () => {
  test.each<[string, string, string, string]>([
    ['an empty text', 'VARCHAR', '', 'ColumnValues "x" != EMPTY'],
    ['a long number', 'DECIMAL(38,2)', '123456789012345678901234567890.10', 'ColumnValues "x" < 5'],
    ['a huge integer', 'HUGEINT', '123456789012345678901234567890', 'ColumnValues "x" < 5'],
    ['a moment', 'TIMESTAMP', '2023-01-02 03:04:05.678901', 'ColumnValues "x" < "2020-01-01"'],
    ['a code with zeros', 'VARCHAR', '007', 'ColumnValues "x" = "7"'],
    ['several lines', 'VARCHAR', 'a\n"b",c', 'ColumnValues "x" = "7"'],
  ])('%s', async (_, type, value, rule) => {
    await using folder = await tempFolder();
    const data: DataInput = { columns: [{ name: 'x', type }], rows: [[value]] };
    const { status, read } = await written(folder, { data, rules: `Rules = [ ${rule} ]` });
    expect(status).toBe('passed');
    expect(await read('scenario.yaml')).toContain(`x: ${type}\n`);
  });
});

test.each([
  ['counts columns', 'ColumnCount = 1'],
  ['compares columns with a reference', 'SchemaMatch "other" = 1.0'],
  ['compares rows with a reference', 'DatasetMatch "other" "id" = 1.0'],
  ['names a curated table', 'RowCountMatch "curated.other" = 1.0'],
  ['counts rows that are twice', 'DuplicateRowCount = 1'],
])('a rule that %s is not fooled by what ingestion adds', async (_, rule) => {
  await using folder = await tempFolder();
  const data = await folder.write('orders.csv', ORDERS);
  const other = await folder.write('other.csv', 'id,price\n1,2\n9,1\n');
  const references = { other, 'curated.other': other };
  const { status, files } = await written(folder, { data, rules: `Rules = [ ${rule} ]`, references });
  expect(status).toBe('passed');
  expect(files.filter((file) => file.startsWith('jobs/')).length).toBeGreaterThan(0);
});

test('what depends on the day is replayed on the day it was seen', async () => {
  await using folder = await tempFolder();
  const data = await folder.write('orders.csv', 'day\n2023-01-02\n');
  const { status, read } = await written(folder, { data, rules: 'Rules = [ DataFreshness "day" <= 3 days ]' });
  expect(status).toBe('passed');
  expect(await read('scenario.yaml')).toMatch(/^clock: "?20/m);
});

test('a reference named like the data has its name, and the data another', async () => {
  await using folder = await tempFolder();
  const data = await folder.write('orders.csv', ORDERS);
  const references = { orders: await folder.write('old.csv', 'id\n1\n') };
  const { files } = await written(folder, { data, rules: 'Rules = [ RowCountMatch "orders" = 1.0 ]', references });
  expect(files.filter((file) => file.startsWith('data/'))).toEqual(['data/orders.csv', 'data/orders_data.csv']);
});

describe('the folder', () => {
  test('one that is not empty is refused before anything is read', async () => {
    await using folder = await tempFolder();
    await folder.write('out/mine.txt', 'x');
    const out = join(folder.path, 'out');
    expect(await codesOf(() => shrink({ data: 'nix.csv', rules: 'Rules = [ RowCount = 1 ]', out }))).toEqual([
      'OUTPUT_NOT_EMPTY',
    ]);
  });

  test('nothing is left where it was stopped before anything was left out', async () => {
    await using folder = await tempFolder();
    const data = await folder.write('orders.csv', ORDERS);
    const out = join(folder.path, 'out');
    const effects = realEffects({ signal: AbortSignal.abort(new Error('stopped')) });
    await expect(shrink({ data, rules: 'Rules = [ IsComplete "amount" ]', out, effects })).rejects.toThrow('stopped');
    expect(await readdir(folder.path)).toEqual(['orders.csv']);
  });

  test('nothing is left where it could not be done', async () => {
    await using folder = await tempFolder();
    const data = await folder.write('orders.csv', ORDERS);
    const out = join(folder.path, 'a', 'out');
    await codesOf(() => shrink({ data, rules: 'Rules = [ RowCount = 3 ]', out }));
    expect(await readdir(folder.path)).toEqual(['orders.csv']);
  });
});
