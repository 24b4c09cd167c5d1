import { stat } from 'node:fs/promises';
import { resolveFiles } from '../../connectors/files.ts';
import { id, sql, type Sql } from '../../duckdb/sql.ts';
import { rawKey } from '../../lake/keys.ts';
import { landObject } from '../../lake/landing.ts';
import { checkStopped, type ReplayContext } from '../context.ts';
import type { StageOf } from '../record.ts';
import type { SourceSpec } from '../scenario-schema.ts';
import { labelsPath, type LocalObject } from './local-object.ts';

/** What landing leaves for later: the labels of the defects it made. */
export interface Landed {
  readonly sources: StageOf<'land'>['sources'];
  /** Session table of labels by source; only sources with defects. */
  readonly labels: ReadonlyMap<string, Sql>;
}

/** Writes each source's batch to raw, once: the same bytes again change nothing, other bytes are refused. */
export async function land(context: ReplayContext): Promise<Landed> {
  const labels = new Map<string, Sql>();
  const sources: StageOf<'land'>['sources'][number][] = [];
  for (const [source, spec] of Object.entries(context.scenario.spec.sources)) {
    checkStopped(context.effects);
    const files = await filesOf(source, spec, context);
    let bytes = 0;
    let written = 0;
    for (const { path, object } of files) {
      const key = rawKey({ day: context.day, source, object });
      if ((await landObject(context.store, key, { file: path })) === 'created') written += 1;
      bytes += (await stat(path)).size;
    }
    sources.push({ source, objects: files.length, bytes, written });
    if (spec.defects.length > 0) labels.set(source, await readLabels(source, context));
  }
  return { sources, labels };
}

async function filesOf(source: string, spec: SourceSpec, context: ReplayContext): Promise<LocalObject[]> {
  const { folder, file } = context.scenario;
  if (spec.files !== undefined) {
    const files = await resolveFiles([spec.files].flat(), { folder, file });
    if (spec.defects.length === 0) return files;
    const { corruptObjects } = await import('./corrupt-objects.ts');
    return corruptObjects(source, { files, defects: spec.defects }, context);
  }
  const { generateObject } = await import('./generate-object.ts');
  return generateObject(source, spec, context);
}

/** The labels as a session table, and as an object of the quality zone. */
async function readLabels(source: string, context: ReplayContext): Promise<Sql> {
  const path = labelsPath(source, context.session);
  const table = id(`labels_${source}`);
  await context.session.run(sql`create or replace table ${table} as select * from read_parquet(${path})`);
  await context.store.put('quality', `labels/${context.day.replaceAll('-', '/')}/${source}.parquet`, { file: path });
  return table;
}
