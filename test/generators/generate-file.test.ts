import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import type { FormatName } from '../../src/formats/format.ts';
import { formatNamed } from '../../src/formats/registry.ts';
import { defectsSchema, type DefectInput } from '../../src/generators/defects/schema.ts';
import { generateFile, type GenerateFileOptions } from '../../src/generators/generate-file.ts';
import { findRecipe } from '../../src/generators/registry.ts';
import { expectRefused } from './refusals.ts';
import { CLOCK } from './rows-of.ts';

let folder = '';
let session: Session;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'generate-'));
  session = await openSession({ folders: [folder] });
});
afterAll(async () => {
  await session[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const recipe = findRecipe('ci/transactions');
const DEFECTS: DefectInput[] = [
  { kind: 'missing', column: 'amount', rate: 0.02 },
  { kind: 'duplicate', rate: 0.01 },
  { kind: 'wrong-type', column: 'transaction_date', count: 3 },
];

async function generate(name: string, options: Partial<GenerateFileOptions> = {}, within = session) {
  const path = join(folder, name);
  const base = { recipe, rows: 500, seed: 1, clock: CLOCK, format: 'csv', path, object: name } as const;
  return { path, ...(await generateFile(within, { ...base, ...options })) };
}

test.each<FormatName>(['csv', 'json', 'ndjson', 'parquet', 'arrow'])(
  'a label in %s names the row and the value that are read back',
  async (format) => {
    const labelsPath = join(folder, `${format}.labels.parquet`);
    const defects = defectsSchema.parse(DEFECTS);
    const { path, rows, labels } = await generate(`t.${format}`, { format, defects, labelsPath });
    expect({ rows, labels }).toEqual({ rows: 505, labels: 18 });
    const columns = ['id', 'customer_id', 'transaction_date', 'amount', 'product_id'];
    const read = await formatNamed(format).read(session, {
      files: [{ path, object: 't' }],
      columns: columns.map((column) => ({ name: column, type: 'VARCHAR' })),
      into: `read_${format}`,
    });
    const [judged] = await session.rows(sql`
      select count(*) as labels, count(*) filter (
        case "column"
          when 'amount' then data.amount is null
          when 'transaction_date' then data.transaction_date = 'unknown'
          else data.id = origin.id and data.id is not null
        end) as kept
      from read_parquet(${labelsPath}) as labels
      join ${read.relation} as data on data._source_row = labels."row"
      left join ${read.relation} as origin on origin._source_row = labels.origin_row`);
    expect(judged).toEqual({ labels: 18, kept: 18 });
  },
);

test('the labels are a table of these columns, empty where nothing was damaged', async () => {
  const labelsPath = join(folder, 'none.parquet');
  expect(await generate('none.csv', { labelsPath })).toMatchObject({ rows: 500, labels: 0 });
  const columns = await session.columns(sql`read_parquet(${labelsPath})`);
  expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
    'dataset VARCHAR',
    'object VARCHAR',
    'row BIGINT',
    'column VARCHAR',
    'kind VARCHAR',
    'before VARCHAR',
    'after VARCHAR',
    'origin_row BIGINT',
    'label VARCHAR',
  ]);
});

test.each<FormatName>(['csv', 'parquet'])(
  'the same options give the same %s bytes on any number of threads',
  async (format) => {
    const defects = defectsSchema.parse(DEFECTS);
    const bytes: Buffer[] = [];
    for (const threads of [1, 4]) {
      await using other = await openSession({ folders: [folder], threads });
      const { path } = await generate(`threads-${threads}.${format}`, { format, defects, rows: 3000 }, other);
      bytes.push(await readFile(path));
    }
    expect(bytes[0]?.equals(bytes[1] ?? Buffer.alloc(0))).toBe(true);
  },
);

test.each([0, 1])('%i rows can be written, with their header', async (rows) => {
  const { path } = await generate(`rows-${rows}.csv`, { rows });
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  expect(lines).toHaveLength(rows + 1);
  expect(lines[0]).toBe('id,customer_id,transaction_date,amount,product_id');
});

test('a failure leaves the file that was there, and no table', async () => {
  await writeFile(join(folder, 'kept.csv'), 'mine');
  const defects = defectsSchema.parse([{ kind: 'missing', column: 'amont', count: 1 }]);
  await expectRefused(() => generate('kept.csv', { defects }), { code: 'DEFECT_UNKNOWN_COLUMN', nearest: 'amount' });
  expect(await readFile(join(folder, 'kept.csv'), 'utf8')).toBe('mine');
  const tables = await session.rows(sql`select table_name from duckdb_tables() where not table_name like 'read%'`);
  expect(tables).toEqual([]);
});

test('a folder that is not there is said, and nothing is left behind', async () => {
  const before = await readdir(folder);
  await expectRefused(() => generate('no/such.csv'), { code: 'FOLDER_NOT_FOUND' });
  expect(await readdir(folder)).toEqual(before);
});
