import { UserError, userError } from '../../core/errors.ts';
import { nearestOf } from '../../core/nearest.ts';
import type { Session } from '../../duckdb/session.ts';
import { ZONES, type Zone } from '../../lake/store.ts';
import { readJob } from '../../local-glue/job.ts';
import { fileOf, type Scenario } from '../scenario.ts';

/** What of a scenario is checked. */
export interface Selection {
  readonly sources: readonly string[];
  /** Tables in which stubs are landed where they do not begin in raw. */
  readonly tables: readonly LandingTable[];
  /** Names under `ingestion`. */
  readonly ingestion: readonly string[];
  /** In an order in which each comes after those it reads. */
  readonly jobs: readonly SelectedJob[];
  /** Datasets (`zone.name`) that have a ruleset. */
  readonly assessed: readonly string[];
  /** Whether --dataset left something out, so that rules may miss what they refer to. */
  readonly partial: boolean;
}

/** A zone of tables in which a stub can begin. */
export type From = 'raw' | LandingTable['zone'];

export interface LandingTable {
  readonly zone: 'processed' | 'curated';
  readonly name: string;
}

/** `zone.name`. */
export function tableName({ zone, name }: LandingTable): string {
  return `${zone}.${name}`;
}

export interface SelectedJob {
  readonly name: string;
  /** As `zone.name`; all of `processed` where the job itself cannot be read. */
  readonly reads: readonly string[];
}

export interface SelectOptions {
  readonly from: From;
  /** How far the stubs are followed. */
  readonly zone: Zone;
  /** Only this dataset, and what it is made of. */
  readonly dataset: string | undefined;
}

/**
 * Picks the sources, datasets, jobs and rulesets that a check is about. Throws a `UserError` HEALTH_DATASET_UNKNOWN, or
 * HEALTH_NOTHING_TO_CHECK where the options leave nothing.
 */
export async function selectParts(
  { scenario, session, day }: { scenario: Scenario; session: Session; day: string },
  { from, zone, dataset }: SelectOptions,
): Promise<Selection> {
  const { spec } = scenario;
  const all = await readJobs(scenario, { session, day });
  const asked = dataset === undefined ? undefined : datasetNamed(dataset, scenario);
  const wanted = asked === undefined ? undefined : closure(asked, all);
  const isWanted = (name: string): boolean => wanted?.has(name) ?? true;
  const reaches = (reached: Zone): boolean => ZONES.indexOf(zone) >= ZONES.indexOf(reached);

  const begins = (reached: From): boolean => ZONES.indexOf(from) < ZONES.indexOf(reached) && reaches(reached);
  const named = Object.keys(spec.ingestion).filter((name) => isWanted(`processed.${name}`));
  const made = all.filter(({ name }) => isWanted(`curated.${name}`));
  const tables = [
    ...(from === 'processed' ? named.map((name) => ({ zone: 'processed', name }) as const) : []),
    ...(from === 'curated' ? made.map(({ name }) => ({ zone: 'curated', name }) as const) : []),
  ];
  const ingestion = begins('processed') ? named : [];
  const jobs = begins('curated') ? made : [];
  const followed = [
    ...tables.map(tableName),
    ...ingestion.map((name) => `processed.${name}`),
    ...jobs.map(({ name }) => `curated.${name}`),
  ];
  const judged = followed.filter((name) => hasRules(scenario, name) && (asked === undefined || name === asked));
  const selection = {
    sources: from === 'raw' ? sourcesOf(scenario, named) : [],
    tables: reaches(from) ? tables : [],
    ingestion,
    jobs,
    assessed: reaches('quality') ? judged : [],
    partial: dataset !== undefined,
  };
  if (selection.sources.length + selection.tables.length > 0) return selection;
  throw userError({
    code: 'HEALTH_NOTHING_TO_CHECK',
    message: 'with these options there is nothing to land a stub in',
    found: [`--from ${from}`, `--zone ${zone}`, ...(dataset === undefined ? [] : [`--dataset ${dataset}`])].join(' '),
    expected: 'a zone behind the one that the stub is landed in, and a scenario with `ingestion`',
  });
}

/** Sources that are ingested; all where nothing is. */
function sourcesOf({ spec }: Scenario, ingestion: readonly string[]): string[] {
  if (Object.keys(spec.ingestion).length === 0) return Object.keys(spec.sources);
  return [...new Set(ingestion.map((name) => spec.ingestion[name]?.source ?? name))];
}

function hasRules({ spec }: Scenario, dataset: string): boolean {
  const [zone, name = ''] = dataset.split('.');
  return spec.quality[dataset] !== undefined || (zone === 'processed' && spec.ingestion[name]?.rules !== undefined);
}

/** All jobs in an order in which each comes after those it reads; those in a circle come last. */
async function readJobs(
  scenario: Scenario,
  { session, day }: { session: Session; day: string },
): Promise<SelectedJob[]> {
  const left: SelectedJob[] = [];
  const processed = Object.keys(scenario.spec.ingestion).map((name) => `processed.${name}`);
  for (const [name, { sql, args }] of Object.entries(scenario.spec.processing)) {
    const read = readJob(session, { name, file: fileOf(scenario, sql), args: { ...args, day, run_id: '' } });
    left.push({ name, reads: await read.then(({ reads }) => reads, insteadOfUsers(processed)) });
  }
  const ordered: SelectedJob[] = [];
  for (;;) {
    const index = left.findIndex(({ name, reads }) =>
      left.every((other) => other.name === name || !reads.includes(`curated.${other.name}`)),
    );
    if (index === -1) return [...ordered, ...left];
    ordered.push(...left.splice(index, 1));
  }
}

/** A job that cannot be read stops when it is run: that tells why. */
function insteadOfUsers(reads: readonly string[]): (error: unknown) => readonly string[] {
  return (error) => {
    if (error instanceof UserError) return reads;
    throw error;
  };
}

/** A dataset and all that it is made of. */
function closure(dataset: string, jobs: readonly SelectedJob[]): ReadonlySet<string> {
  const found = new Set([dataset]);
  for (const name of found) {
    for (const read of jobs.find((job) => `curated.${job.name}` === name)?.reads ?? []) found.add(read);
  }
  return found;
}

/** `processed.orders`, or `orders` where one zone alone has it. */
function datasetNamed(dataset: string, { spec }: Scenario): string {
  const all = [
    ...Object.keys(spec.ingestion).map((name) => `processed.${name}`),
    ...Object.keys(spec.processing).map((name) => `curated.${name}`),
  ];
  const found = all.filter((name) => name === dataset || name.split('.')[1] === dataset);
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  throw userError({
    code: 'HEALTH_DATASET_UNKNOWN',
    message: `${found.length === 0 ? 'no dataset is' : 'several datasets are'} named ${JSON.stringify(dataset)}`,
    expected: (found.length === 0 ? all : found).join(', '),
    ...nearestOf(dataset, all),
  });
}
