import { onTestFinished } from 'vitest';
import { realEffects, type Effects } from '../../../src/core/effects.ts';
import { sha256 } from '../../../src/core/seed.ts';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { openStore } from '../../../src/lake/open-store.ts';
import { listDatasets } from '../../../src/lake/snapshot.ts';
import { ZONES, type Store } from '../../../src/lake/store.ts';
import { openCatalog } from '../../../src/local-glue/catalog.ts';
import type { ReplayContext } from '../../../src/runner/context.ts';
import { checkHealth, type HealthOptions } from '../../../src/runner/health/check-health.ts';
import type { HealthRecord } from '../../../src/runner/health/health-record.ts';
import { replay } from '../../../src/runner/replay.ts';
import { readScenario, type Scenario } from '../../../src/runner/scenario.ts';
import { assess } from '../../../src/runner/stages/assess.ts';
import { ingest } from '../../../src/runner/stages/ingest.ts';
import { process } from '../../../src/runner/stages/process.ts';
import { validate } from '../../../src/runner/stages/validate.ts';
import { tempFolder, type TempFolder } from '../../temp-folder.ts';

const SCENARIO = `name: shop
clock: 2024-03-01T06:00:00Z
sources:
  orders: { files: data/orders.csv }
  customers: { files: data/customers.csv }
raw: { maxBytes: 10 KB, names: '^[a-z0-9-]+\\.csv$' }
ingestion:
  orders:
    columns: { id: string, day: date, amount: double, customer: bigint }
    partitionBy: [day]
    rules: rules/orders.dqdl
  customers: { columns: { number: bigint, country: string } }
processing:
  sales: { sql: jobs/sales.sql, dialect: duckdb }
  revenue: { sql: jobs/revenue.sql, dialect: duckdb }
quality: { curated.revenue: { rules: rules/revenue.dqdl } }
`;

/** A scenario of two sources and two jobs, one upon the other, in a folder that is gone after the test. */
export async function shop(
  changes: Readonly<Record<string, string>> = {},
): Promise<TempFolder & { scenario: Scenario }> {
  const folder = await tempFolder();
  onTestFinished(() => folder[Symbol.asyncDispose]());
  const files = {
    'scenario.yaml': SCENARIO,
    'data/orders.csv': 'id,day,amount,customer\nA,2024-02-28,1.5,1\nB,2024-02-29,2,2\n',
    'data/customers.csv': 'number,country\n1,DE\n2,FR\n',
    'jobs/sales.sql':
      'select o.id, o.day, o.amount, c.country from processed.orders o join processed.customers c on c.number = o.customer',
    'jobs/revenue.sql': 'select day, sum(amount) as revenue from curated.sales group by day',
    'rules/orders.dqdl': 'Rules = [ RowCount > 1, IsComplete "id" ]',
    'rules/revenue.dqdl': 'Rules = [ ColumnValues "revenue" > 0 ]',
    ...changes,
  };
  for (const [name, content] of Object.entries(files)) await folder.write(name, content);
  return { ...folder, scenario: await readScenario(folder.path) };
}

/** {@link SCENARIO} with a piece of it replaced. */
export function changed(piece: string, by: string): Record<string, string> {
  if (!SCENARIO.includes(piece)) throw new Error(`the scenario has no ${piece}`);
  return { 'scenario.yaml': SCENARIO.replace(piece, () => by) };
}

/** A lake in a folder with the data of a replay in it. */
export async function usedLake({ path }: TempFolder): Promise<string> {
  const lake = `${path}/lake`;
  const record = await replay({ scenario: path, lake });
  if (record.status !== 'passed') throw new Error(`the scenario is ${record.status}`);
  return lake;
}

/** Checks the health of a scenario that was read. */
export function check({
  scenario,
  ...options
}: Omit<HealthOptions, 'scenario'> & { readonly scenario?: Scenario }): Promise<HealthRecord> {
  return checkHealth({ ...options, ...(scenario ? { scenario: scenario.path } : {}) });
}

/** `hop subject state` of each hop. */
export function words({ hops }: HealthRecord): string[] {
  return hops.map(({ hop, subject, state }) => `${hop} ${subject} ${state}`);
}

/** All codes of findings of the hops that stopped, by hop. */
export function reasons({ hops }: HealthRecord): Record<string, string[]> {
  return Object.fromEntries(
    hops
      .filter(({ state }) => state === 'stopped')
      .map(({ hop, subject, findings }) => [`${hop} ${subject}`, findings.map(({ code }) => code)]),
  );
}

/** Every object of a lake that is not a commit file: `zone/key`, and the hash of its bytes. */
export async function objectsOf(store: Store): Promise<Record<string, string>> {
  const objects: Record<string, string> = {};
  for (const zone of ZONES) {
    for await (const { key } of store.list(zone, '')) {
      if (!key.startsWith('commits/')) objects[`${zone}/${key}`] = sha256((await store.read(zone, key)) ?? '');
    }
  }
  return objects;
}

/** Somebody else's pipeline on a lake: the stages of the runner, each called when the test says so. */
export interface Pipeline {
  readonly validate: () => Promise<void>;
  readonly ingest: () => Promise<void>;
  readonly process: () => Promise<void>;
  readonly assess: () => Promise<void>;
}

export function pipelineOn(lake: string, scenario: Scenario, day: string, effects: Effects = realEffects()): Pipeline {
  const now = new Date(`${day}T07:00:00Z`);
  const run = (action: (context: ReplayContext) => Promise<unknown>) => async (): Promise<void> => {
    await using store = await openStore(lake, { effects, env: 'test' });
    await using session = await openSession({ folders: [scenario.folder, ...store.localFolders] });
    const catalog = await openCatalog(session, store);
    for (const zone of ['processed', 'curated'] as const) {
      for (const dataset of await listDatasets(store, zone)) await catalog.refresh(zone, dataset);
    }
    const frozen = { ...effects, now: () => now };
    await action({ scenario, seed: 0, day, runId: 'pipeline', store, session, catalog, effects: frozen });
  };
  return {
    validate: run(validate),
    ingest: run(async (context) => ingest(context, (await validate(context)).decisions)),
    process: run(process),
    assess: run((context) => assess(context, new Map())),
  };
}

/** A clock that stands still but for what is waited: `pause` moves it on and then does the next of `steps`. */
export function steppedTime(steps: readonly (() => Promise<unknown>)[] = []): {
  elapsed: () => number;
  pause: (milliseconds: number) => Promise<void>;
} {
  let elapsed = 0;
  const left = [...steps];
  return {
    elapsed: () => elapsed,
    async pause(milliseconds) {
      elapsed += milliseconds;
      await left.shift()?.();
    },
  };
}
