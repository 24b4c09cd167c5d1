import { batchDocumentKey } from '../../../lake/batch-document.ts';
import { quarantinedRowsKey, quarantineKeys } from '../../../lake/quarantine-keys.ts';
import { datasetPrefix, rawDayPrefix } from '../../../lake/keys.ts';
import { readSnapshot } from '../../../lake/snapshot.ts';
import type { Zone } from '../../../lake/store.ts';
import type { CheckContext } from '../check-context.ts';
import { cleanBelow, reasonOf, type Cleaned } from '../clean-below.ts';
import type { LeftObject } from '../health-record.ts';
import type { LandingTable } from '../selection.ts';
import { withdrawStub } from '../table-stub.ts';
import { cleanBatchDocument } from './clean-batch-document.ts';
import { firstBelow, type Baseline, type NewObject } from './baseline.ts';
import { followedDatasets } from './followed-datasets.ts';
import { MarkedRowCounter } from './marked-rows.ts';
import { stubKey } from './targets.ts';
import { withdraw } from './withdraw.ts';

const OTHERS = 'it has rows of others too; those of the stub go when the pipeline makes it anew';
const ANEW = 'the pipeline made it anew since; should the stub be counted in it, it is until the next time';
const OF_THE_DAY = 'results of the day, in which there are other data too';

/**
 * Takes away what came of the stubs: their objects and the copies in quarantine, and what the pipeline made of their rows
 * alone. What has rows of others as well is not touched, and told.
 */
export async function cleanDeployed(context: CheckContext, baseline: Baseline | undefined): Promise<Cleaned> {
  const { place, selection, day, marker } = context;
  const own = selection.sources.map((source) => stubKey(source, marker, day));
  const objects = await cleanBelow(place, [
    ...own.map((prefix) => ({ zone: 'raw', prefix }) as const),
    ...own.map((key) => ({ zone: 'processed', prefix: quarantineKeys(key).object }) as const),
  ]);
  if (!baseline) return objects;
  const tally = new Tally(objects);
  const counter = new MarkedRowCounter(context.session, place.cleaner, marker);
  for (const table of selection.tables) {
    await tally.add(table.zone, datasetPrefix(table.name), () => withdrawOwn(table, context));
  }
  for (const { zone, dataset } of followedDatasets(context)) {
    await tally.add(zone, datasetPrefix(dataset), () => cleanDataset(zone, dataset, { context, baseline, counter }));
  }
  for (const name of selection.ingestion) {
    await tally.add('processed', quarantinedRowsKey(name, day), () =>
      cleanBadRows(name, { context, baseline, counter }),
    );
    await tally.add('processed', batchDocumentKey(name, day), () => cleanBatchDocument(name, context));
  }
  await tally.add('quality', 'data/', () => cleanResults({ context, baseline, counter }));
  return tally;
}

interface Cleaning {
  readonly context: CheckContext;
  readonly baseline: Baseline;
  readonly counter: MarkedRowCounter;
}

/** Adds up what was cleaned, and why something was not. */
class Tally implements Cleaned {
  deleted: number;
  readonly left: LeftObject[];

  constructor({ deleted, left }: Cleaned) {
    this.deleted = deleted;
    this.left = [...left];
  }

  async add(zone: Zone, key: string, clean: () => Promise<Cleaned>): Promise<void> {
    const cleaned = await reasonOf(clean);
    if (cleaned.reason !== undefined) {
      this.left.push({ zone, key, reason: cleaned.reason });
      return;
    }
    this.deleted += cleaned.value.deleted;
    this.left.push(...cleaned.value.left);
  }
}

/** The stub that was committed to a table by the check itself. */
async function withdrawOwn(table: LandingTable, { place, marker, effects }: CheckContext): Promise<Cleaned> {
  const snapshot = await readSnapshot(place.cleaner, table.zone, table.name);
  if (!snapshot) return { deleted: 0, left: [] };
  // Also where nothing was committed: a commit that was stopped half-way is cleared up by the next one.
  await withdrawStub(table, snapshot, { store: place.cleaner, marker, effects: unstopped(effects) });
  return { deleted: snapshot.objects.filter(({ origin }) => origin === marker).length, left: [] };
}

async function cleanDataset(zone: Zone, dataset: string, cleaning: Cleaning): Promise<Cleaned> {
  const { context, baseline, counter } = cleaning;
  const { objects, snapshot } = await baseline.newOf(context.place.cleaner, zone, dataset);
  const { own, left } = await sorted(objects, counter, zone === 'curated' ? ANEW : undefined);
  if (own.length === 0) return { deleted: 0, left };
  if (snapshot) {
    const { marker, effects, place } = context;
    const keys = new Set(own.map(({ key }) => key));
    await withdraw(keys, { snapshot, store: place.cleaner, marker, effects: unstopped(effects) });
  } else {
    for (const { key } of own) await context.place.cleaner.delete(zone, key);
  }
  return { deleted: own.length, left };
}

async function cleanBadRows(name: string, { context, baseline, counter }: Cleaning): Promise<Cleaned> {
  const key = quarantinedRowsKey(name, context.day);
  const { own, left } = await sorted(
    await baseline.newBelow(context.place.cleaner, 'processed', key),
    counter,
    undefined,
  );
  for (const object of own) await context.place.cleaner.delete('processed', object.key);
  return { deleted: own.length, left };
}

/** Results are the stub's where the day was its own; else they are of the other data too. */
async function cleanResults({ context, baseline }: Cleaning): Promise<Cleaned> {
  const { place, day, marker, effects } = context;
  const results = await baseline.newBelow(place.cleaner, 'quality', 'data/');
  const alone = !baseline.dayInUse && (await firstBelow(place.cleaner, 'raw', rawDayPrefix(day))) === undefined;
  const own = alone ? results.filter(({ key }) => key.includes(`day=${day}/`)) : [];
  const left = results
    .filter((object) => !own.includes(object))
    .map(({ zone, key }) => ({ zone, key, reason: OF_THE_DAY }));
  const datasets = new Set(own.map(({ key }) => key.split('/')[1] ?? ''));
  for (const dataset of datasets) {
    const snapshot = await readSnapshot(place.cleaner, 'quality', dataset);
    const keys = new Set(own.map(({ key }) => key).filter((key) => key.startsWith(`data/${dataset}/`)));
    if (snapshot) await withdraw(keys, { snapshot, store: place.cleaner, marker, effects: unstopped(effects) });
    // What the commit did not list is of no dataset.
    for (const key of keys) if (!snapshot) await place.cleaner.delete('quality', key);
  }
  return { deleted: own.length, left };
}

/** Objects of the stub's rows alone, and those that stay. */
async function sorted(
  objects: readonly NewObject[],
  counter: MarkedRowCounter,
  unmarked: string | undefined,
): Promise<{ own: NewObject[]; left: LeftObject[] }> {
  const own: NewObject[] = [];
  const left: LeftObject[] = [];
  for (const object of objects) {
    const { rows, marked } = await counter.of(object);
    if (marked > 0 && marked === rows) own.push(object);
    else if (marked > 0) left.push({ zone: object.zone, key: object.key, reason: OTHERS });
    else if (unmarked !== undefined) left.push({ zone: object.zone, key: object.key, reason: unmarked });
  }
  return { own, left };
}

function unstopped(effects: CheckContext['effects']): CheckContext['effects'] {
  return { ...effects, signal: new AbortController().signal };
}
