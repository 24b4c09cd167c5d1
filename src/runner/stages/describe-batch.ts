import { sql, type Sql } from '../../duckdb/sql.ts';
import { writeBatchDocument, type BatchObject, type RowCounts } from '../../lake/batch-document.ts';
import { digestOfObject } from '../../lake/body-digest.ts';
import type { ReplayContext } from '../context.ts';
import type { IngestionSpec } from '../scenario-schema.ts';
import type { Batch } from './read-batch.ts';

/** Writes the document of a dataset's batch: its objects, what their columns became, and where their rows went. */
export async function describeBatch(
  context: ReplayContext,
  { dataset, spec, batch }: { dataset: string; spec: IngestionSpec; batch: Batch },
): Promise<void> {
  const { store, day, runId, effects } = context;
  const objects: BatchObject[] = [];
  for (const { object, read } of batch.reads) {
    objects.push({
      key: object.key,
      ...(await digestOfObject(store, 'raw', object.key)),
      format: object.format,
      rows: await countRows(context, read, spec.onBadRow === 'keep'),
      columns: (read.schemas ?? []).flatMap(({ columns }) => columns),
    });
  }
  const refused = [];
  for (const { key, findings } of batch.refused) {
    const codes = [...new Set(findings.map(({ code }) => code))];
    refused.push({ key, ...(await digestOfObject(store, 'raw', key)), codes });
  }
  await writeBatchDocument(store, {
    dataset,
    day,
    runId,
    ingestedAt: effects.now(),
    rows: total(objects.map(({ rows }) => rows)),
    columns: batch.columns.map(({ name, type }) => ({ name, type })),
    objects,
    refused,
    standardize: spec.standardize ?? null,
  });
}

async function countRows(
  { session }: ReplayContext,
  { relation, badRows }: { relation: Sql; badRows: Sql },
  kept: boolean,
): Promise<RowCounts> {
  const whole = kept ? sql`where column_name is null` : sql``;
  const [row] = await session.rows(sql`select (select count(*) from ${relation}) as good,
    (select count(*) from (select distinct _source_object, _source_row from ${badRows} ${whole})) as bad`);
  const [out, quarantined] = [Number(row?.['good']), Number(row?.['bad'])];
  return { in: out + quarantined, out, quarantined };
}

function total(counts: readonly RowCounts[]): RowCounts {
  const sum = (of: keyof RowCounts): number => counts.reduce((rows, count) => rows + count[of], 0);
  return { in: sum('in'), out: sum('out'), quarantined: sum('quarantined') };
}
