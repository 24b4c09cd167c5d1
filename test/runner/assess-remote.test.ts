import { join } from 'node:path';
import { expect, test } from 'vitest';
import { realEffects } from '../../src/core/effects.ts';
import { openDirectoryStore } from '../../src/lake/directory-store.ts';
import type { Store } from '../../src/lake/store.ts';
import { replay } from '../../src/runner/replay.ts';
import type { ReplayRecord } from '../../src/runner/record.ts';
import { remoteStore } from '../local-glue/remote-store.ts';
import { tempFolder } from '../temp-folder.ts';

const FILES = {
  'scenario.yaml': `name: shop
clock: 2023-01-02T06:00:00Z
sources:
  orders: { files: data/orders.csv }
  customers: { files: data/customers.csv }
  visits: { files: data/customers.csv }
ingestion:
  orders:
    columns: { id: int, customer: int, day: date }
    partitionBy: [day]
    rules: orders.dqdl
  customers: { columns: { id: int, name: string } }
  visits: { columns: { id: int, name: string } }
processing:
  today: { sql: today.sql, dialect: duckdb }
quality:
  curated.today: { rules: today.dqdl }
`,
  'data/orders.csv': 'id,customer,day\n1,1,2023-01-01\n2,2,2023-01-02\n3,9,2023-01-02\n',
  'data/customers.csv': 'id,name\n1,Ann\n2,Bob\n',
  'today.sql': 'select id, customer from processed.orders where day = {{ args.day }}',
  'orders.dqdl': `Rules = [
    RowCount = 3,
    ReferentialIntegrity "customer" "customers.id" > 0.5,
    RowCount = 3 where "exists (select 1 from customers c where c.id = 1)"
  ]`,
  'today.dqdl': `Rules = [ RowCount = 2, CustomSql "select count(*) from primary where id not in (select id from Customers)" = 1 ]`,
};

test('a replay on a remote lake fetches what its jobs and rulesets read, and comes to the same', async () => {
  await using folder = await tempFolder();
  for (const [name, content] of Object.entries(FILES)) await folder.write(name, content);
  const remote = await remoteStore(join(folder.path, 'remote'));
  const far = await replayOn(remote, folder.path);
  const near = await replayOn(
    await openDirectoryStore(join(folder.path, 'near'), { effects: realEffects() }),
    folder.path,
  );
  expect(outcomesOf(far)).toEqual(outcomesOf(near));
  expect(outcomesOf(far)).toEqual(['Passed', 'Passed', 'Passed', 'Passed', 'Passed']);
  const fetched = remote.asked.filter((path) => !path.startsWith('raw/')).map((path) => path.replace(/\/[^/]*$/, ''));
  expect(fetched).toEqual([
    'processed/data/orders/day=2023-01-02',
    'processed/data/orders/day=2023-01-01',
    'processed/data/customers',
    'curated/data/today',
  ]);
});

async function replayOn(store: Store, scenario: string): Promise<ReplayRecord> {
  const lakes = { open: async () => store, options: () => [], [Symbol.asyncDispose]: async () => {} };
  return replay({ scenario, lakes });
}

function outcomesOf({ stages }: ReplayRecord): string[] {
  return stages.flatMap((stage) =>
    stage.stage === 'assess'
      ? stage.datasets.flatMap(({ outcomes }) => outcomes.map(({ outcome, failureReason }) => failureReason ?? outcome))
      : [],
  );
}
