import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sha256 } from '../../src/core/seed.ts';
import { replayRecordSchema, type ReplayRecord, type Stage, type StageOf } from '../../src/runner/record.ts';
import { replay } from '../../src/runner/replay.ts';
import { codesOf } from '../findings.ts';
import { tempFolder, type TempFolder } from '../temp-folder.ts';

const ORDERS = `name: orders
clock: 2023-01-02T06:00:00Z
sources:
  orders: { files: data/orders.csv }
ingestion:
  orders:
    columns: { id: int, day: date, amount: 'decimal(10,2)' }
    partitionBy: [day]
    rules: rules.dqdl
processing:
  by_day: { sql: by_day.sql, dialect: duckdb }
expect:
  raw: { accepted: 1, quarantined: 0 }
  processed.orders: { rows: 3, quarantined: 1 }
  curated.by_day: { rows: 2 }
  quality:
    processed.orders: { score: 0.5, failed: ['IsComplete   "amount"'] }
`;

async function orders(changes: Record<string, string> = {}): Promise<TempFolder> {
  const folder = await tempFolder();
  const files = {
    'scenario.yaml': ORDERS,
    'data/orders.csv': 'id,day,amount\n1,2023-01-01,1.50\n2,2023-01-01,\n3,2023-01-02,2.25\n4,someday,1.00\n',
    'rules.dqdl': 'Rules = [ IsUnique "id", IsComplete "amount" ]',
    'by_day.sql': 'select day, sum(amount) as amount from processed.orders group by day',
    ...changes,
  };
  for (const [name, content] of Object.entries(files)) await folder.write(name, content);
  return folder;
}

function run(folder: TempFolder): Promise<ReplayRecord> {
  return replay({ scenario: folder.path, lake: join(folder.path, 'lake') });
}

function stageOf<S extends Stage>(record: ReplayRecord, stage: S): StageOf<S> {
  const found = record.stages.find((one): one is StageOf<S> => one.stage === stage);
  if (!found) throw new Error(`no stage ${stage}`);
  return found;
}

/** Every file of the lake with the hash of its bytes. */
async function bytesOf(folder: TempFolder): Promise<Record<string, string>> {
  const root = join(folder.path, 'lake');
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(
      files.toSorted().map(async (file) => [file.slice(root.length), sha256(await readFile(file))] as const),
    ),
  );
}

test('a scenario runs from source to score and meets what it expects', async () => {
  await using folder = await orders();
  const record = await run(folder);
  expect(record.expectations.filter(({ met }) => !met)).toEqual([]);
  expect(record.status).toBe('passed');
  expect(record.stages.map(({ stage, status }) => `${stage} ${status}`)).toEqual([
    'land done',
    'validate done',
    'ingest done',
    'process done',
    'assess done',
  ]);
});

test('the record fits its published schema', async () => {
  await using folder = await orders();
  const record = await run(folder);
  expect(replayRecordSchema.parse(JSON.parse(JSON.stringify(record)))).toEqual(JSON.parse(JSON.stringify(record)));
});

test('a bad row is in quarantine with its row, column, value and reason', async () => {
  await using folder = await orders();
  const [dataset] = stageOf(await run(folder), 'ingest').datasets;
  expect(dataset).toMatchObject({
    quarantined: 1,
    reasons: [{ column: 'day', rows: 1 }],
    sample: [{ _source_row: 4, column_name: 'day', value: 'someday' }],
  });
  expect(Object.keys(await bytesOf(folder))).toContainEqual(expect.stringContaining('quarantine/rows/orders/'));
});

test('an expectation that is not met says what was expected and found', async () => {
  await using folder = await orders({ 'scenario.yaml': ORDERS.replace('score: 0.5', 'score: 1') });
  const record = await run(folder);
  expect(record.status).toBe('failed');
  expect(record.expectations.filter(({ met }) => !met)).toEqual([
    { path: 'quality.processed.orders.score', expected: '1', found: '0.5', met: false, detail: null },
  ]);
  expect(record.reproduce).toContain('glue-replay run ');
});

test('a second run over the same lake changes no byte and writes no object', async () => {
  await using folder = await orders();
  await run(folder);
  const before = await bytesOf(folder);
  const record = await run(folder);
  expect(await bytesOf(folder)).toEqual(before);
  expect(stageOf(record, 'land').sources[0]?.written).toBe(0);
  expect(stageOf(record, 'ingest').datasets[0]?.written).toBe(0);
  expect(stageOf(record, 'process').datasets[0]?.written).toBe(0);
});

test('two lakes of one scenario are equal byte for byte', async () => {
  await using one = await orders();
  await using two = await orders();
  await run(one);
  await run(two);
  expect(await bytesOf(one)).toEqual(await bytesOf(two));
});

test('a job that fails leaves the stages after it unrun and no expectation on them met', async () => {
  await using folder = await orders({
    'by_day.sql': 'select day, cast(day::varchar as integer) as amount from processed.orders',
  });
  const record = await run(folder);
  expect(record.status).toBe('broken');
  expect(stageOf(record, 'process')).toMatchObject({ status: 'failed', findings: [{ code: 'JOB_FAILED' }] });
  expect(stageOf(record, 'assess').status).toBe('skipped');
  const unmet = record.expectations.filter(({ met }) => !met);
  expect(unmet.map(({ path, found }) => `${path} ${found}`)).toEqual([
    'curated.by_day.rows not run',
    'quality.processed.orders.score not run',
    'quality.processed.orders.failed not run',
  ]);
});

test('after a job is mended the same lake ends as an undisturbed one', async () => {
  await using broken = await orders({
    'by_day.sql': 'select cast(day::varchar as integer) as day from processed.orders',
  });
  await using whole = await orders();
  await run(broken);
  await writeFile(join(broken.path, 'by_day.sql'), await readFile(join(whole.path, 'by_day.sql')));
  await run(broken);
  await run(whole);
  expect(await bytesOf(broken)).toEqual(await bytesOf(whole));
});

test('raw is write-once: other bytes under the same key are refused and the old ones stay', async () => {
  await using folder = await orders();
  await run(folder);
  const before = await bytesOf(folder);
  await folder.write('data/orders.csv', 'id,day,amount\n1,2023-01-01,9\n');
  const record = await run(folder);
  expect(stageOf(record, 'land')).toMatchObject({ status: 'failed', findings: [{ code: 'LAKE_RAW_IMMUTABLE' }] });
  expect(await bytesOf(folder)).toEqual(before);
});

test('a lake of another scenario is not touched', async () => {
  await using folder = await orders();
  await run(folder);
  await folder.write('scenario.yaml', ORDERS.replace('name: orders', 'name: others'));
  expect(await codesOf(() => run(folder))).toEqual(['LAKE_OF_ANOTHER_SCENARIO']);
});

test.each([
  ['an empty file', '', 'FILE_EMPTY'],
  ['binary bytes', '\0\u0001\u0002\0\0', 'FORMAT_UNKNOWN'],
])('%s is quarantined with a reason, and the run goes on', async (_, content, code) => {
  await using folder = await orders({ 'data/orders.csv': content });
  const record = await run(folder);
  const validated = stageOf(record, 'validate');
  expect(validated).toMatchObject({ status: 'done', accepted: 0, quarantined: 1 });
  expect(validated.objects[0]?.findings[0]?.code).toBe(code);
  expect(Object.keys(await bytesOf(folder)).filter((key) => key.includes('/quarantine/objects/'))).toHaveLength(2);
  expect(stageOf(record, 'ingest').datasets[0]?.rows).toBe(0);
});

test('an object that lacks a declared column is refused with the nearest name, and stays in quarantine', async () => {
  await using folder = await orders({ 'data/orders.csv': 'id,day,amuont\n1,2023-01-01,1\n' });
  const record = await run(folder);
  expect(stageOf(record, 'ingest').refused).toMatchObject([
    { source: 'orders', findings: [{ code: 'COLUMN_MISSING' }] },
  ]);
  expect(record.expectations.find(({ path }) => path === 'raw.quarantined')).toMatchObject({ found: '1', met: false });
});

test('a dataset of no declared columns and no readable object has no rows, and its object is in quarantine', async () => {
  await using folder = await orders({
    'scenario.yaml': 'name: a\nsources:\n  a: { files: data/a.parquet }\ningestion:\n  a: {}\n',
    'data/a.parquet': 'PAR1 and no more',
  });
  const record = await run(folder);
  expect(record.stages.map(({ status }) => status)).toEqual(['done', 'done', 'done', 'done', 'done']);
  expect(stageOf(record, 'ingest')).toMatchObject({ datasets: [{ rows: 0, quarantined: 0 }] });
  expect(record.stages).toMatchObject([{}, { quarantined: 1 }, {}, {}, {}]);
});

test('objects over the size limit and with other names are quarantined, each with its reason', async () => {
  await using folder = await orders({
    'scenario.yaml': `${ORDERS}raw: { maxBytes: 10 B, names: '^x' }\n`,
  });
  const [object] = stageOf(await run(folder), 'validate').objects;
  expect(object?.findings.map(({ code }) => code)).toEqual(['OBJECT_TOO_LARGE', 'OBJECT_NAME']);
});

test('onBadRow: fail stops the run and commits nothing', async () => {
  await using folder = await orders({
    'scenario.yaml': ORDERS.replace('    rules: rules.dqdl', '    rules: rules.dqdl\n    onBadRow: fail'),
  });
  const record = await run(folder);
  expect(stageOf(record, 'ingest')).toMatchObject({ status: 'failed', findings: [{ code: 'BAD_ROWS' }] });
  expect(Object.keys(await bytesOf(folder)).filter((key) => key.includes('/data/orders/'))).toEqual([]);
});

test('onBadRow: keep turns a value that does not fit into NULL and keeps its row', async () => {
  await using folder = await orders({
    'scenario.yaml': ORDERS.replace('    rules: rules.dqdl', '    rules: rules.dqdl\n    onBadRow: keep'),
  });
  const [dataset] = stageOf(await run(folder), 'ingest').datasets;
  expect(dataset).toMatchObject({ rows: 4, quarantined: 0, reasons: [{ column: 'day', rows: 1 }] });
});

test('a ruleset with mistakes breaks the assess stage with every mistake and its place', async () => {
  await using folder = await orders({ 'rules.dqdl': 'Rules = [\n  IsComplet "amount",\n  RowCount\n]' });
  const assess = stageOf(await run(folder), 'assess');
  expect(assess.status).toBe('failed');
  expect(assess.findings.map(({ range }) => range?.start.line)).toEqual([2, 3]);
});

test('a run that is stopped from outside throws, and the next one ends as if nothing had been', async () => {
  await using folder = await orders();
  await using whole = await orders();
  const stop = new AbortController();
  const { realEffects } = await import('../../src/core/effects.ts');
  const effects = realEffects({
    signal: stop.signal,
    progress: ({ kind, stage }) => {
      if (kind === 'end' && stage === 'ingest') stop.abort();
    },
  });
  await expect(replay({ scenario: folder.path, lake: join(folder.path, 'lake'), effects })).rejects.toThrow(/abort/i);
  await run(folder);
  await run(whole);
  expect(await bytesOf(folder)).toEqual(await bytesOf(whole));
  await rm(join(folder.path, 'lake'), { recursive: true });
});
