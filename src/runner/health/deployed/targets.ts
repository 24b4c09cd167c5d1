import type { Finding } from '../../../core/finding.ts';
import { rawKey } from '../../../lake/keys.ts';
import { quarantinedRowsKey, quarantineKeys } from '../../../lake/quarantine-keys.ts';
import type { CheckContext } from '../check-context.ts';
import type { HopOutcome, HopPlace } from '../hop-log.ts';
import type { Baseline } from './baseline.ts';
import { hopId, type Settled, type Target } from './follow.ts';
import type { MarkedRowCounter } from './marked-rows.ts';
import { tableName } from '../selection.ts';
import { readReasons } from './read-reasons.ts';
import { seenResults } from './seen-results.ts';

export interface Sight {
  readonly context: CheckContext;
  readonly baseline: Baseline;
  readonly counter: MarkedRowCounter;
  readonly settled: ReadonlyMap<string, Settled>;
  readonly timeoutMs: number;
}

/** A stub in raw. */
export interface LandedStub {
  readonly source: string;
  readonly key: string;
  /** The key of an object beside it that the gate must refuse, where nothing else would show that the gate is alive. */
  readonly mustBeRefused: string | undefined;
}

/** All that is to be seen, in the order of the pipeline. */
export function targetsOf(landed: readonly LandedStub[], sight: Sight): Target[] {
  const { selection } = sight.context;
  return [
    ...landed.map((stub) => gateTarget(stub, sight)),
    ...selection.ingestion.map((name) => ingestTarget(name, sight)),
    ...selection.jobs.map(({ name, reads }) => jobTarget(name, reads, sight)),
    ...selection.assessed.map((dataset) => resultsTarget(dataset, sight)),
  ];
}

/** An accepted object leaves no trace of its own: that it came through ingestion tells, or that the other was refused. */
function gateTarget({ source, key, mustBeRefused }: LandedStub, sight: Sight): Target {
  const { store } = sight.context.place;
  const place = { hop: 'validate', subject: source, zone: 'raw' } as const;
  const refused = async (object: string): Promise<boolean> =>
    (await store.head('processed', quarantineKeys(object).object)) !== undefined;
  return {
    place,
    after: [hopId({ hop: 'land', subject: source })],
    endedBy: [],
    async look(): Promise<HopOutcome | undefined> {
      if (await refused(key)) {
        return {
          state: 'stopped',
          detail: 'quarantined',
          findings: await readReasons(store, quarantineKeys(key).reasons),
        };
      }
      const ingested = ingestionsOf(source, sight.context).some((id) => sight.settled.get(id)?.alive);
      if (ingested) return { state: 'alive', detail: 'accepted: it came through ingestion' };
      if (mustBeRefused === undefined || !(await refused(mustBeRefused))) return undefined;
      return { state: 'alive', detail: 'accepted, while an empty object beside it was quarantined' };
    },
    unseen:
      mustBeRefused === undefined
        ? { state: 'unknown', detail: 'not quarantined, and not ingested' }
        : notSeen(place, 'the empty object beside it was not quarantined', sight),
  };
}

function ingestionsOf(source: string, { scenario, selection }: CheckContext): string[] {
  return selection.ingestion
    .filter((name) => (scenario.spec.ingestion[name]?.source ?? name) === source)
    .map((name) => hopId({ hop: 'ingest', subject: `processed.${name}` }));
}

function ingestTarget(name: string, sight: Sight): Target {
  const { context, baseline, counter } = sight;
  const { store } = context.place;
  const place = { hop: 'ingest', subject: `processed.${name}`, zone: 'processed' } as const;
  const source = context.scenario.spec.ingestion[name]?.source ?? name;
  const badRows = quarantinedRowsKey(name, context.day);
  return {
    place,
    after: [hopId({ hop: 'land', subject: source })],
    endedBy: [hopId({ hop: 'validate', subject: source })],
    async look(): Promise<HopOutcome | undefined> {
      const { marked } = await counter.sum((await baseline.newOf(store, 'processed', name)).objects);
      if (marked > 0) return { state: 'alive', rows: marked };
      const refused = await counter.sum(await baseline.newBelow(store, 'processed', badRows));
      if (refused.marked === 0) return undefined;
      return { state: 'stopped', rows: 0, detail: `its values do not fit: see processed/${badRows}` };
    },
    unseen: notSeen(place, 'no row with its marker', sight),
  };
}

/** A table that has the marker has the stub; one that lost it on the way, in an aggregate, was made anew. */
function jobTarget(name: string, reads: readonly string[], sight: Sight): Target {
  const { context, baseline, counter } = sight;
  const { store } = context.place;
  const place = { hop: 'process', subject: `curated.${name}`, zone: 'curated' } as const;
  return {
    place,
    after: reads.flatMap((read) => hopOf(read, context) ?? []),
    endedBy: [],
    async look(): Promise<HopOutcome | undefined> {
      const { objects } = await baseline.newOf(store, 'curated', name);
      if (objects.length === 0) return undefined;
      const { marked } = await counter.sum(objects);
      if (marked > 0) return { state: 'alive', rows: marked };
      return { state: 'alive', detail: 'made anew; its rows do not carry the marker' };
    },
    unseen: notSeen(place, 'no new object', sight),
  };
}

function resultsTarget(dataset: string, sight: Sight): Target {
  const { context, baseline } = sight;
  const place = { hop: 'assess', subject: dataset, zone: 'quality' } as const;
  return {
    place,
    after: [hopOf(dataset, context) ?? []].flat(),
    endedBy: [],
    look: async () => seenResults(await baseline.newBelow(context.place.store, 'quality', 'data/'), dataset, context),
    unseen: notSeen(place, 'no new results', sight),
  };
}

/** The hop that gives a dataset the stub; undefined for one that the check does not follow. */
function hopOf(dataset: string, { selection }: CheckContext): string | undefined {
  if (selection.tables.some((table) => tableName(table) === dataset)) return hopId({ hop: 'land', subject: dataset });
  const [zone, name = ''] = dataset.split('.');
  const hop = zone === 'curated' ? 'process' : 'ingest';
  const names = zone === 'curated' ? selection.jobs.map((job) => job.name) : selection.ingestion;
  return names.includes(name) ? hopId({ hop, subject: dataset }) : undefined;
}

function notSeen({ hop, subject, zone }: HopPlace, what: string, { context, timeoutMs }: Sight): HopOutcome {
  const where = hop === 'validate' ? 'quarantine' : zone;
  const finding: Finding = {
    code: 'HEALTH_NOT_SEEN',
    severity: 'error',
    message: `${what} in ${timeoutMs / 1000} s: ${hop} of ${subject} does not run, or takes longer`,
    dataset: subject,
    found: `nothing of ${context.marker} in ${where}`,
    hint: 'See the logs of that part of the pipeline; give it more time with --timeout.',
  };
  return { state: 'stopped', findings: [finding] };
}

/** The key of a stub, or of what lies beside it. */
export function stubKey(source: string, object: string, day: string): string {
  return rawKey({ day, source, object });
}
