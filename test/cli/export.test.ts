import { readFile, stat } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportLambda } from '../../src/cli/export/export-lambda.ts';
import { codesOf } from '../findings.ts';
import { sqsRecords, notification } from '../connectors/trigger/events.ts';
import { DEFAULT_POLICY } from '../../src/formats/gate/policy.ts';
import { buildBundle, invoke, unzip } from '../lambda/unzipped.ts';
import { eventSource, type EventSource } from '../runner/trigger/event-source.ts';
import { describeService } from '../services.ts';
import { tempFolder, type TempFolder } from '../temp-folder.ts';
import { cli, silentCli, workingFolder } from './in-process.ts';

const SCENARIO = `name: shop
sources:
  orders:
    files: orders.csv
    trigger: { prefix: drop/, names: '\\.csv$' }
  customers: { files: orders.csv }
raw: { maxBytes: 1 MB, names: '^[a-z]+\\.csv$' }
`;
const CSV = 'id,amount\n1,2\n';
const KEY = 'data/incoming/2024/01/01/orders/a.csv';

/** What esbuild says of a file that it made. */
interface Output {
  readonly imports: readonly { readonly path: string }[];
}

let built: TempFolder;
let bundle = '';

beforeAll(async () => {
  built = await tempFolder();
  bundle = await buildBundle(join(built.path, 'index.mjs'));
});
afterAll(() => built[Symbol.asyncDispose]());

async function shop(): Promise<TempFolder> {
  const folder = await workingFolder();
  await folder.write('scenario.yaml', SCENARIO);
  return folder;
}

test('the zip holds the handler and what it needs of the scenario', async () => {
  const { schema: _schema, ...policy } = DEFAULT_POLICY;
  await using folder = await shop();
  await exportLambda(undefined, { out: 'trigger.zip' }, silentCli(), { bundle });
  const files = unzipSync(await readFile(join(folder.path, 'trigger.zip')));
  expect(Object.keys(files)).toEqual(['index.mjs', 'config.json']);
  expect(JSON.parse(new TextDecoder().decode(files['config.json']))).toEqual({
    formatVersion: 1,
    lake: 's3://glue-etl-pipeline-dev-{zone}',
    scenario: 'shop',
    sources: [{ name: 'orders', trigger: { prefix: 'drop/', names: '\\.csv$' } }, { name: 'customers' }],
    raw: { ...policy, maxBytes: 1_048_576, names: '^[a-z]+\\.csv$' },
  });
});

test('the same scenario gives the same bytes', async () => {
  await using folder = await shop();
  for (const out of ['a.zip', 'b.zip']) await exportLambda('.', { out }, silentCli(), { bundle });
  expect(await readFile(join(folder.path, 'a.zip'))).toEqual(await readFile(join(folder.path, 'b.zip')));
});

test('the bundle has no DuckDB, and imports nothing but Node', async () => {
  const { inputs, outputs } = JSON.parse(await readFile(`${bundle}.json`, 'utf8'));
  const imported = Object.values<Output>(outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  expect(imported.filter((name) => !isBuiltin(name))).toEqual([]);
  expect(Object.keys(inputs).filter((path) => /duckdb|apache-arrow|zod/.test(path))).toEqual([]);
  expect(Object.keys(inputs)).toContain('src/runner/validation/decide-object.ts');
  expect((await stat(bundle)).size).toBeLessThan(1_000_000);
});

describe('what cannot be exported', () => {
  test.each([
    [{ lake: './folder' }, 'LAKE_KIND_UNKNOWN'],
    [{ lake: 'localstack' }, 'LAKE_KIND_UNKNOWN'],
    [{ lake: 's3://{stage}' }, 'LAKE_URL_INVALID'],
  ])('%j: %s', async (options, code) => {
    await using _folder = await shop();
    expect(await codesOf(() => exportLambda('.', { out: 'a.zip', ...options }, silentCli(), { bundle }))).toEqual([
      code,
    ]);
  });

  test('a bundle that was not built is told', async () => {
    await using _folder = await shop();
    const nowhere = { bundle: '/nowhere/index.mjs' };
    expect(await codesOf(() => exportLambda('.', { out: 'a.zip' }, silentCli(), nowhere))).toEqual([
      'LAMBDA_BUNDLE_MISSING',
    ]);
  });

  test('anything but lambda', async () => {
    const { code, err } = await cli(['export', 'glue', '--out', 'a.zip']);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('lambda') });
  });
});

describeService('localstack', 'the unzipped function, run by node alone', (url) => {
  let source: EventSource;
  beforeAll(async () => {
    source = await eventSource(url);
  });
  afterAll(() => source[Symbol.asyncDispose]());

  test('accepts and quarantines by the events that S3 sent to a queue', async () => {
    await using folder = await shop();
    const lake = `s3://${source.bucket}/lake`;
    await exportLambda('.', { out: 'trigger.zip', lake }, silentCli(), { bundle });
    const unzipped = join(folder.path, 'function');
    await unzip(join(folder.path, 'trigger.zip'), unzipped);
    await source.put(`lake/raw/${KEY}`, CSV);
    await source.put('lake/raw/drop/B b.csv', CSV);
    const sent = await source.messages(source.queueUrl, 3);
    const bodies = sent.map(({ body }) => body);
    expect(bodies).toHaveLength(3);

    const env = { ...source.env, TMPDIR: join(folder.path, 'tmp') };
    const { response, logged } = await invoke(unzipped, sqsRecords(...bodies, '{'), env);
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'm3' }] });
    expect(logged.map((line): unknown => JSON.parse(line))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ outcome: 'accepted', key: `lake/raw/${KEY}` }),
        expect.objectContaining({ outcome: 'quarantined', key: 'lake/raw/drop/B b.csv' }),
        expect.objectContaining({ kind: 'message', outcome: 'failed', message: 'm3' }),
      ]),
    );
    const quarantined = (await source.keys()).filter((key) => key.startsWith('lake/processed/quarantine/objects/'));
    expect(quarantined).toHaveLength(2);
    expect(await source.text(quarantined[0] ?? '')).toBe(CSV);
  });

  test('throws where a direct event fails', async () => {
    await using folder = await shop();
    await exportLambda('.', { out: 'trigger.zip', lake: 's3://trigger-no-such-bucket' }, silentCli(), { bundle });
    await unzip(join(folder.path, 'trigger.zip'), folder.path);
    const event = notification({ bucket: 'trigger-no-such-bucket', key: `raw/${KEY}` });
    await expect(invoke(folder.path, event, source.env)).rejects.toThrow('LAKE_BUCKET_MISSING');
  });
});
