import { join } from 'node:path';
import { userError, type UserError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { id, join as joinSql, sql, type Sql } from '../../duckdb/sql.ts';
import { BAD_ROW_COLUMNS } from '../../formats/format.ts';
import { commitDataset } from '../../lake/commit.ts';
import { quarantineObject, quarantineRows } from '../../lake/quarantine.ts';
import { writeDatasetFiles } from '../../local-glue/dataset-writer.ts';
import { checkPartitionColumns } from '../../formats/partition-columns.ts';
import { checkStopped, type ReplayContext } from '../context.ts';
import type { StageOf } from '../record.ts';
import type { IngestionSpec } from '../scenario-schema.ts';
import { describeBatch } from './describe-batch.ts';
import { readBatch, type Batch } from './read-batch.ts';
import type { Decision } from './validate.ts';

type DatasetRecord = StageOf<'ingest'>['datasets'][number];

/** What ingestion leaves for later: where each dataset's bad rows are. */
export interface Ingested {
  readonly refused: StageOf<'ingest'>['refused'];
  readonly datasets: DatasetRecord[];
  /** What the readers had to say of the objects. */
  readonly findings: readonly Finding[];
  /** Session table of bad values by dataset name. */
  readonly badRows: ReadonlyMap<string, Sql>;
}

const METADATA = ['_source_object', '_source_row', '_ingested_at', '_run_id'] as const;

/** Brings each dataset's accepted objects into one typed schema; rows that do not fit go to quarantine with reasons. */
export async function ingest(context: ReplayContext, decisions: readonly Decision[]): Promise<Ingested> {
  const refused = new Map<string, StageOf<'ingest'>['refused'][number]>();
  const datasets: DatasetRecord[] = [];
  const badRows = new Map<string, Sql>();
  const said: Finding[] = [];
  for (const [name, spec] of Object.entries(context.scenario.spec.ingestion)) {
    checkStopped(context.effects);
    const began = context.effects.elapsed();
    const objects = decisions.filter(
      ({ source, verdict }) => source === (spec.source ?? name) && verdict === 'accepted',
    );
    const batch = await readBatch(context, { dataset: name, spec, objects });
    for (const { key, source, findings } of batch.refused) {
      await quarantineObject(context.store, { key, findings, stage: 'ingest' });
      refused.set(key, { key, source, findings: [...findings] });
    }
    const bad = await summarize(context, batch.badRows, spec.onBadRow === 'keep');
    if (spec.onBadRow === 'fail' && bad.quarantined > 0) throw badRowsFail(name, bad);
    const committed = await commit(context, name, spec, batch);
    await writeQuarantine(context, name, batch.badRows, bad.reasons.length);
    await describeBatch(context, { dataset: name, spec, batch });
    badRows.set(name, batch.badRows);
    said.push(...batch.findings);
    datasets.push({
      dataset: `processed.${name}`,
      ...committed,
      ...bad,
      elapsedMs: context.effects.elapsed() - began,
    });
  }
  return { refused: [...refused.values()], datasets, findings: notToldYet(said, decisions), badRows };
}

/** What validation said of an object is not said again. */
function notToldYet(findings: readonly Finding[], decisions: readonly Decision[]): Finding[] {
  const told = new Set(decisions.flatMap((decision) => decision.findings.map(identityOf)));
  return findings.filter((finding) => !told.has(identityOf(finding)));
}

function identityOf({ code, file, column, row, message }: Finding): string {
  return JSON.stringify([code, file, column, row, message]);
}

async function commit(
  context: ReplayContext,
  name: string,
  spec: IngestionSpec,
  batch: Batch,
): Promise<Pick<DatasetRecord, 'rows' | 'partitions' | 'written'>> {
  const { session, store, runId, effects, day } = context;
  const dataset = `processed.${name}`;
  const columns = [...batch.columns, ...METADATA.map((column) => ({ name: column, type: metadataType(column) }))];
  checkPartitionColumns({ dataset, columns: batch.columns, partitionBy: spec.partitionBy });
  const own = [...batch.columns.map((column) => column.name), '_source_object', '_source_row'];
  const query = sql`(select ${joinSql(own.map((column) => id(column)))},
    ${effects.now()} as _ingested_at, ${runId} as _run_id from ${batch.relation})`;
  const [object, ...others] = batch.reads.map((read) => read.object.key);
  const constants = new Map([
    ['_ingested_at', sql`${effects.now()}`],
    ['_run_id', sql`${runId}`],
    ...(object !== undefined && others.length === 0 ? [['_source_object', sql`${object}`] as const] : []),
  ]);
  const objects = await writeDatasetFiles(session, {
    query,
    partitionBy: spec.partitionBy,
    orderBy: others.length === 0 ? [id('_source_row')] : [id('_source_object'), id('_source_row')],
    constants,
    folder: join(session.scratch, 'ingest', name),
  });
  const { written } = await commitDataset(store, {
    zone: 'processed',
    dataset: name,
    origin: day,
    columns,
    partitionBy: spec.partitionBy,
    objects,
    runId,
    effects,
  });
  await context.catalog.refresh('processed', name);
  return { rows: objects.reduce((sum, { rows }) => sum + rows, 0), partitions: objects.length, written };
}

function metadataType(column: (typeof METADATA)[number]): string {
  if (column === '_source_row') return 'BIGINT';
  return column === '_ingested_at' ? 'TIMESTAMP' : 'VARCHAR';
}

/** Rows in quarantine (where rows with bad values are kept, only those that are bad as a whole), counted by column and reason, and the first bad values. */
async function summarize(
  { session }: ReplayContext,
  badRows: Sql,
  kept: boolean,
): Promise<Pick<DatasetRecord, 'quarantined' | 'reasons' | 'sample'>> {
  const out = kept ? sql`where column_name is null` : sql``;
  const [total] = await session.rows(
    sql`select count(*) as rows from (select distinct _source_object, _source_row from ${badRows} ${out})`,
  );
  const reasons = await session.rows(
    sql`select column_name, reason, count(distinct (_source_object, _source_row)) as rows from ${badRows}
      group by all order by rows desc, column_name, reason limit 20`,
  );
  const sample = await session.rows(
    sql`select * from ${badRows} order by _source_object, _source_row, column_name limit 5`,
  );
  return {
    quarantined: Number(total?.['rows'] ?? 0),
    reasons: reasons.map((row) => ({
      column: row['column_name'] === null ? null : String(row['column_name']),
      reason: String(row['reason']),
      rows: Number(row['rows']),
    })),
    sample: sample.map((row) => ({ ...row })),
  };
}

async function writeQuarantine(context: ReplayContext, name: string, badRows: Sql, reasons: number): Promise<void> {
  const { session, store, day } = context;
  const file = join(session.scratch, `quarantine_${name}.parquet`);
  if (reasons > 0) {
    const order = BAD_ROW_COLUMNS.map((column) => id(column.name));
    await session.run(
      sql`copy (select * from ${badRows} order by ${joinSql(order)}) to ${file} (format parquet, compression snappy)`,
    );
  }
  await quarantineRows(store, { dataset: name, origin: day, file: reasons > 0 ? file : undefined });
}

function badRowsFail(name: string, bad: Pick<DatasetRecord, 'quarantined' | 'reasons' | 'sample'>): UserError {
  const [first] = bad.sample;
  return userError(
    {
      code: 'BAD_ROWS',
      message: `processed.${name}: ${bad.quarantined} rows do not fit, and \`onBadRow\` is \`fail\``,
      ...(first ? { found: JSON.stringify(first) } : {}),
      hint: 'Mend the data, or let `onBadRow` be `quarantine`.',
    },
    { exitCode: 3 },
  );
}
