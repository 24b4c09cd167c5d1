import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Column } from '../../duckdb/session.ts';
import { id, join as joinSql, raw, sql, type Sql, type SqlValue } from '../../duckdb/sql.ts';
import { commitDataset } from '../../lake/commit.ts';
import { writeDatasetFiles } from '../../local-glue/dataset-writer.ts';
import type { ReplayContext } from '../context.ts';
import type { Assessment } from './assessment.ts';

/** `quality.rule_results`: one row a rule; names as in Glue's results. */
const COLUMNS: readonly Column[] = [
  { name: 'day', type: 'DATE' },
  { name: 'run_id', type: 'VARCHAR' },
  { name: 'dataset', type: 'VARCHAR' },
  { name: 'position', type: 'INTEGER' },
  { name: 'rule', type: 'VARCHAR' },
  { name: 'outcome', type: 'VARCHAR' },
  { name: 'failure_reason', type: 'VARCHAR' },
  { name: 'evaluated_metrics', type: 'MAP(VARCHAR, DOUBLE)' },
  { name: 'evaluated_rule', type: 'VARCHAR' },
  { name: 'score', type: 'DOUBLE' },
  { name: 'row_count', type: 'BIGINT' },
];

/** Commits the outcomes of all datasets of the day as the day's part of `quality.rule_results`. */
export async function commitResults(context: ReplayContext, assessments: readonly Assessment[]): Promise<void> {
  const { session, store, runId, effects, day, catalog } = context;
  const rows = assessments.flatMap((assessment) => rowsOf(assessment, context));
  const nothing = sql`select ${joinSql(COLUMNS.map(({ name, type }) => sql`cast(null as ${raw(type)}) as ${id(name)}`))} where false`;
  const folder = join(session.scratch, 'rule_results');
  // Of results that were committed before in this session.
  await rm(folder, { recursive: true, force: true });
  const objects = await writeDatasetFiles(session, {
    query: sql`(${joinSql([nothing, ...rows], ' union all ')})`,
    partitionBy: ['day'],
    orderBy: [id('dataset'), id('position')],
    folder,
  });
  await commitDataset(store, {
    zone: 'quality',
    dataset: 'rule_results',
    origin: day,
    columns: COLUMNS,
    partitionBy: ['day'],
    objects,
    runId,
    effects,
  });
  await catalog.refresh('quality', 'rule_results');
}

function rowsOf({ dataset, result }: Assessment, { day, runId }: ReplayContext): Sql[] {
  return result.outcomes.map((outcome, position) => {
    const metrics = Object.entries(outcome.evaluatedMetrics);
    const values: SqlValue[] = [
      day,
      runId,
      dataset,
      position,
      outcome.rule,
      outcome.outcome,
      outcome.failureReason,
      sql`map([${metrics.map(([name]) => name)}]::varchar[], [${joinSql(metrics.map(([, value]) => value))}]::double[])`,
      outcome.evaluatedRule,
      result.score,
      result.rowCount,
    ];
    return sql`select ${joinSql(COLUMNS.map(({ type }, index) => sql`cast(${values[index] ?? null} as ${raw(type)})`))}`;
  });
}
