import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { realEffects } from '../../../../src/core/effects.ts';
import { replay } from '../../../../src/runner/replay.ts';
import { shrinkExpectation } from '../../../../src/runner/shrink/expectation/shrink-expectation.ts';
import { rows, writeRows } from '../../../../src/testing/index.ts';
import { codesOf } from '../../../findings.ts';
import { tempFolder, type TempFolder } from '../../../temp-folder.ts';

const ORDERS =
  'id,day,amount\n1,2024-01-01,10.50\n2,2024-01-01,\n3,2024-01-02,twelve\n4,2024-01-02,7.25\n2,2024-01-03,8\n';

/** A scenario of orders and what `more` has beside them, of which `expect` is `expectations`. */
async function scenario(folder: TempFolder, expectations: string, more = ''): Promise<string> {
  await folder.write('orders/data/orders.csv', ORDERS);
  await folder.write('orders/rules/orders.dqdl', 'Rules = [ RowCount = 4, IsUnique "id", IsComplete "amount" ]');
  const path = await folder.write(
    'orders/scenario.yaml',
    `name: orders
clock: 2024-01-03T06:00:00Z
sources:
  orders: { files: data/orders.csv }
ingestion:
  orders:
    columns: { id: bigint, day: date, amount: 'decimal(12,2)' }
    rules: rules/orders.dqdl
expect:
  ${expectations}
${more}`,
  );
  return dirname(path);
}

describe('the fewest records with which an expectation is not met', () => {
  test.each([
    [
      'rows in quarantine',
      'processed.orders: { quarantined: 0 }',
      'processed.orders.quarantined',
      '3,2024-01-02,twelve\n',
    ],
    [
      'a rule that fails against it',
      'quality: { processed.orders: { failed: [\'IsComplete "amount"\'] } }',
      'quality.processed.orders.failed',
      '2,2024-01-01,\n2,2024-01-03,8\n',
    ],
    ['a score', 'quality: { processed.orders: { score: 1 } }', 'quality.processed.orders.score', '2,2024-01-01,\n'],
  ])('%s', async (_, expectations, expectation, left) => {
    await using folder = await tempFolder();
    const out = join(folder.path, 'out');
    const result = await shrinkExpectation({ scenario: await scenario(folder, expectations), expectation, out });
    expect(result.ended).toBe('minimal');
    expect(await readFile(join(out, 'data/orders/orders.csv'), 'utf8')).toBe(`id,day,amount\n${left}`);
    const again = await replay({ scenario: out, lake: join(folder.path, 'lake') });
    expect(again.expectations).toMatchObject([{ path: expectation, found: result.found, met: true }]);
  });

  test('too many rows of a job, and one record each of files that have nothing to do with it', async () => {
    await using folder = await tempFolder();
    await folder.write('orders/jobs/days.sql', 'select day, count(*) as orders from processed.orders group by day');
    await folder.write('orders/data/customers.ndjson', '{"id":"c1"}\n{"id":"c2"}\n{"id":"c3"}\n');
    await writeRows(join(folder.path, 'orders/data/products.parquet'), rows([{ id: 1 }, { id: 2 }]));
    const path = await scenario(
      folder,
      'curated.days: { rows: { atMost: 1 } }',
      'processing: { days: { sql: jobs/days.sql, dialect: duckdb } }\n',
    );
    const yaml = await readFile(join(path, 'scenario.yaml'), 'utf8');
    const others =
      'sources:\n  customers: { files: data/customers.ndjson }\n  products: { files: data/products.parquet }\n';
    await folder.write('orders/scenario.yaml', yaml.replace('sources:\n', others));
    const { files } = await shrinkExpectation({ scenario: path, expectation: 'curated.days.rows' });
    expect(files.map(({ object, records }) => [object, records])).toEqual([
      ['orders.csv', { from: 5, to: 2 }],
      ['customers.ndjson', { from: 3, to: 1 }],
      ['products.parquet', { from: 2, to: 1 }],
    ]);
  });

  test('what is written says where it came from, and expects what was found', async () => {
    await using folder = await tempFolder();
    const path = await scenario(folder, 'processed.orders: { quarantined: 0, rows: 4 }');
    const out = join(folder.path, 'out');
    const command = 'glue-replay shrink orders';
    await shrinkExpectation({ scenario: path, expectation: 'processed.orders.quarantined', out, command });
    expect(await readFile(join(out, 'scenario.yaml'), 'utf8')).toMatch(
      /\nexpect:\n {2}processed\.orders:\n {4}quarantined: 1\n$/,
    );
    const readme = await readFile(join(out, 'README.md'), 'utf8');
    expect(readme).toMatch(/`data\/orders\/orders\.csv`: 1 of 5 records/);
    expect(readme).toContain(command);
  });

  test('damaged files, and those of which nothing is known, stay whole', async () => {
    await using folder = await tempFolder();
    const path = await scenario(folder, 'raw: { quarantined: 0 }');
    await folder.write('orders/data/orders.csv', 'PAR1 and no more');
    const { files } = await shrinkExpectation({ scenario: path, expectation: 'raw.quarantined' });
    expect(files).toMatchObject([{ object: 'orders.csv', records: { from: 0, to: 0 } }]);
  });
});

describe('how far it got', () => {
  test('out of time, it gives what shows so far and says so', async () => {
    await using folder = await tempFolder();
    const path = await scenario(folder, 'processed.orders: { rows: 3 }');
    let now = 0;
    const effects = realEffects({ elapsed: () => (now += 10) });
    const out = join(folder.path, 'out');
    const options = { scenario: path, expectation: 'processed.orders.rows', out, maxSeconds: 0.001, effects };
    expect(await shrinkExpectation(options)).toMatchObject({ ended: 'time' });
    expect(await replay({ scenario: out, lake: join(folder.path, 'lake') })).toMatchObject({ status: 'passed' });
  });
});

describe('what cannot be shrunk', () => {
  test.each([
    [
      'an expectation that is met',
      'processed.orders: { quarantined: 1 }',
      'processed.orders.quarantined',
      'SHRINK_NOT_SHOWN',
    ],
    [
      'one that is not there',
      'processed.orders: { quarantined: 0 }',
      'processed.orders.row',
      'SHRINK_EXPECTATION_UNKNOWN',
    ],
    ['defects, whose labels files have not', 'defects: { caught: 1 }', 'defects.caught', 'SHRINK_EXPECTATION_UNKNOWN'],
  ])('%s', async (_, expectations, expectation, code) => {
    await using folder = await tempFolder();
    const out = join(folder.path, 'out');
    const path = await scenario(folder, expectations);
    expect(await codesOf(() => shrinkExpectation({ scenario: path, expectation, out }))).toEqual([code]);
    expect(await readdir(folder.path)).toEqual(['orders']);
  });
});
