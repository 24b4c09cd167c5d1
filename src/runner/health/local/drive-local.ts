import { landObject } from '../../../lake/landing.ts';
import { rawKey } from '../../../lake/keys.ts';
import { ingest } from '../../stages/ingest.ts';
import { process } from '../../stages/process.ts';
import { validate, type Decision } from '../../stages/validate.ts';
import type { HopOutcome } from '../hop-log.ts';
import { tableName } from '../selection.ts';
import { assessHop } from './assess-hop.ts';
import type { Drive } from './drive.ts';
import { narrowed } from './narrowed.ts';
import { landTables } from './land-tables.ts';

/**
 * Drives stubs through the runner's own stages, one source, dataset, job and ruleset at a time, so that what stops one
 * stops only what comes after it.
 */
export async function driveLocal(drive: Drive): Promise<void> {
  const { jobs, assessed } = drive.selection;
  const alive = new Set([...(await throughRaw(drive)), ...(await landTables(drive))]);
  for (const [index, { name, reads }] of jobs.entries()) {
    const place = { hop: 'process', subject: `curated.${name}`, zone: 'curated' } as const;
    const earlier = new Set([
      ...drive.selection.tables.map(tableName),
      ...drive.selection.ingestion.map((dataset) => `processed.${dataset}`),
      ...jobs.slice(0, index).map((job) => `curated.${job.name}`),
    ]);
    const missing = reads.find((read) => earlier.has(read) && !alive.has(read));
    if (missing !== undefined) drive.hops.skip(place, madeBy(missing, drive));
    else if (await drive.hops.run(place, () => processOne(name, drive))) alive.add(place.subject);
  }
  for (const dataset of assessed) {
    const place = { hop: 'assess', subject: dataset, zone: 'quality' } as const;
    if (alive.has(dataset)) await drive.hops.run(place, () => assessHop(dataset, drive));
    else drive.hops.skip(place, madeBy(dataset, drive));
  }
}

/** The hop that a dataset comes from. */
function madeBy(dataset: string, { selection }: Drive): string {
  if (selection.tables.some((table) => tableName(table) === dataset)) return `land ${dataset}`;
  return `${dataset.startsWith('curated.') ? 'process' : 'ingest'} ${dataset}`;
}

/** Lands, validates and ingests; gives the datasets that have the stub. */
async function throughRaw(drive: Drive): Promise<string[]> {
  const { context, hops, selection } = drive;
  const landed: string[] = [];
  for (const source of selection.sources) {
    const place = { hop: 'land', subject: source, zone: 'raw' } as const;
    if (await hops.run(place, () => landOne(source, drive))) landed.push(source);
    else hops.skip({ hop: 'validate', subject: source, zone: 'raw' }, `land ${source}`);
  }
  const decisions = landed.length === 0 ? [] : await validateAll(landed, drive);
  const alive: string[] = [];
  for (const name of selection.ingestion) {
    const place = { hop: 'ingest', subject: `processed.${name}`, zone: 'processed' } as const;
    const source = context.scenario.spec.ingestion[name]?.source ?? name;
    const own = decisions.filter((decision) => decision.source === source && decision.verdict === 'accepted');
    if (own.length === 0) hops.skip(place, `validate ${source}`);
    else if (await hops.run(place, () => ingestOne(name, own, drive))) alive.push(place.subject);
  }
  return alive;
}

async function landOne(source: string, { context, stubOf }: Drive): Promise<HopOutcome> {
  const { path, object, format, count } = await stubOf(source);
  await landObject(context.store, rawKey({ day: context.day, source, object }), { file: path });
  return { state: 'alive', rows: count, detail: format };
}

/** One run decides on all objects, and its time is that of each. */
async function validateAll(landed: readonly string[], { context, hops }: Drive): Promise<Decision[]> {
  const began = context.effects.elapsed();
  const outcomes = new Map<string, HopOutcome>();
  const decisions: Decision[] = [];
  const failed = await hops.attempt(async () => {
    for (const decision of (await validate(context)).decisions) {
      const { source, verdict, findings } = decision;
      outcomes.set(source, { state: verdict === 'accepted' ? 'alive' : 'stopped', detail: verdict, findings });
      decisions.push(decision);
    }
  });
  const elapsedMs = context.effects.elapsed() - began;
  for (const source of landed) {
    const lost: HopOutcome = { state: 'stopped', detail: 'the object is not in raw', findings: failed };
    hops.end({ hop: 'validate', subject: source, zone: 'raw' }, outcomes.get(source) ?? lost, elapsedMs);
  }
  return decisions;
}

async function ingestOne(name: string, decisions: readonly Decision[], { context }: Drive): Promise<HopOutcome> {
  const { ingestion } = context.scenario.spec;
  const only = Object.fromEntries(Object.entries(ingestion).filter(([dataset]) => dataset === name));
  const { refused, datasets, findings } = await ingest(narrowed(context, { ingestion: only }), decisions);
  const [dataset] = datasets;
  const rows = dataset?.rows ?? 0;
  const said = [...findings, ...refused.flatMap((object) => object.findings)];
  if (refused.length > 0) return { state: 'stopped', rows, detail: 'the object cannot be read', findings: said };
  if (rows > 0) return { state: 'alive', rows, findings: said };
  const reasons = dataset?.reasons.map(({ column, reason }) => `${column ?? 'the row'}: ${reason}`) ?? [];
  return { state: 'stopped', rows, detail: `no row fits (${reasons.slice(0, 3).join('; ')})`, findings: said };
}

async function processOne(name: string, { context }: Drive): Promise<HopOutcome> {
  const { processing } = context.scenario.spec;
  const only = Object.fromEntries(Object.entries(processing).filter(([job]) => job === name));
  const { datasets, findings } = await process(narrowed(context, { processing: only }));
  const rows = datasets[0]?.rows ?? 0;
  const detail = rows === 0 ? { detail: 'the job ran, and gives no rows of the stub' } : {};
  return { state: 'alive', rows, ...detail, findings };
}
