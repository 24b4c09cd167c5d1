import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Effects } from '../src/core/effects.ts';
import { commitDataset } from '../src/lake/commit.ts';
import { claimLake } from '../src/lake/lake-marker.ts';
import { landObject } from '../src/lake/landing.ts';
import { digestOfBody } from '../src/lake/body-digest.ts';
import { quarantineObject, quarantineRows, releaseObject } from '../src/lake/quarantine.ts';
import { putRelease } from '../src/lake/release.ts';
import type { Store } from '../src/lake/store.ts';

/** One commit: the texts of its objects by the day of their partition. */
export interface Commit {
  readonly zone: 'processed' | 'curated';
  readonly dataset: string;
  readonly origin: string;
  readonly objects: readonly (readonly [day: string, text: string])[];
}

/** What one of two states of the lake is made of. */
export interface State {
  readonly commits: readonly Commit[];
  readonly refused: string;
  readonly accepted: string;
  /** Text of the bad rows of `orders`, by origin; null where there are none. */
  readonly badRows: Readonly<Record<string, string | null>>;
}

const MONDAY = '2023-01-02';
const TUESDAY = '2023-01-03';
const RAW = ['a', 'b', 'c'].map((name) => `data/incoming/2023/01/02/orders/${name}.csv`);
const [A = '', B = ''] = RAW;

/** The state before a run, and that after it: objects are replaced, kept and added, in three datasets. */
export const OLD: State = {
  commits: [
    {
      zone: 'processed',
      dataset: 'orders',
      origin: MONDAY,
      objects: [
        [MONDAY, 'old'],
        [TUESDAY, 'same'],
      ],
    },
    { zone: 'processed', dataset: 'orders', origin: 'early', objects: [[MONDAY, 'kept']] },
    { zone: 'processed', dataset: 'customers', origin: MONDAY, objects: [[MONDAY, 'all']] },
    {
      zone: 'curated',
      dataset: 'sales',
      origin: 'job',
      objects: [
        [MONDAY, 'old sales'],
        [TUESDAY, 'more'],
      ],
    },
  ],
  refused: A,
  accepted: B,
  badRows: { [MONDAY]: 'bad', early: 'bad early' },
};
export const NEW: State = {
  commits: [
    {
      zone: 'processed',
      dataset: 'orders',
      origin: MONDAY,
      objects: [
        [MONDAY, 'new'],
        [TUESDAY, 'same'],
        [TUESDAY, 'x'],
      ],
    },
    { zone: 'processed', dataset: 'orders', origin: TUESDAY, objects: [[TUESDAY, 'late']] },
    { zone: 'processed', dataset: 'customers', origin: MONDAY, objects: [[MONDAY, 'fewer']] },
    { zone: 'curated', dataset: 'sales', origin: 'job', objects: [[MONDAY, 'new sales']] },
  ],
  refused: B,
  accepted: A,
  badRows: { [MONDAY]: 'worse', early: null },
};

/** Brings a lake to a state, as a replay does: lands, judges, commits. `folder` is for local files. */
export async function doWork(
  store: Store,
  { commits, refused, accepted, badRows }: State,
  { effects, folder }: { effects: Effects; folder: string },
): Promise<void> {
  await claimLake(store, { scenario: 'crash' });
  for (const key of RAW) await landObject(store, key, Buffer.from(`rows of ${key}`));
  const findings = [{ code: 'EMPTY', severity: 'error', message: 'refused' } as const];
  await quarantineObject(store, { key: refused, findings });
  const digest = await digestOfBody(Buffer.from(`rows of ${refused}`));
  const frozen = { ...effects, now: () => new Date(MONDAY) };
  await putRelease(store, refused, { by: 'crash', reason: 'agreed', digest, effects: frozen });
  await releaseObject(store, accepted);
  for (const [origin, text] of Object.entries(badRows)) {
    const file = text === null ? undefined : await localFile(folder, text);
    await quarantineRows(store, { dataset: 'orders', origin, file });
  }
  for (const { zone, dataset, origin, objects } of commits) {
    await commitDataset(store, {
      zone,
      dataset,
      origin,
      columns: [{ name: 'text', type: 'VARCHAR' }],
      partitionBy: ['day'],
      runId: 'crash',
      effects,
      objects: await Promise.all(
        objects.map(async ([day, text]) => ({
          file: await localFile(folder, text),
          partition: { day },
          rows: text.length,
        })),
      ),
    });
  }
}

async function localFile(folder: string, text: string): Promise<string> {
  const file = join(folder, `${text.replaceAll(' ', '-')}.parquet`);
  await mkdir(folder, { recursive: true });
  await writeFile(file, text);
  return file;
}
