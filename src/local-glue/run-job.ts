import { join } from 'node:path';
import { userError } from '../core/errors.ts';
import type { Effects } from '../core/effects.ts';
import { DuckDBError } from '../duckdb/duckdb-error.ts';
import type { Session } from '../duckdb/session.ts';
import { id, raw, sql } from '../duckdb/sql.ts';
import { commitDataset } from '../lake/commit.ts';
import type { Store } from '../lake/store.ts';
import { writeDatasetFiles } from './dataset-writer.ts';
import type { Job } from './job.ts';
import { checkPartitionColumns } from '../formats/partition-columns.ts';

export interface JobResult {
  readonly rows: number;
  readonly partitions: number;
  /** Objects written; 0 when the dataset was the same already. */
  readonly written: number;
}

export interface RunJobOptions {
  readonly store: Store;
  readonly partitionBy: readonly string[];
  readonly runId: string;
  readonly effects: Effects;
}

/** Runs a job over the session's catalog and commits its rows as the whole content of `curated.<name>`. */
export async function runJob(session: Session, job: Job, options: RunJobOptions): Promise<JobResult> {
  const result = id(`job_${job.name}`);
  await execute(job, () => session.run(sql`create or replace table ${result} as ${raw(job.query)}`, job.bindings));
  const columns = await session.columns(result);
  checkPartitionColumns({ dataset: `curated.${job.name}`, columns, partitionBy: options.partitionBy });
  const objects = await writeDatasetFiles(session, {
    query: result,
    partitionBy: options.partitionBy,
    orderBy: columns.map(({ name }) => id(name)),
    folder: join(session.scratch, 'jobs', job.name),
  });
  await session.run(sql`drop table ${result}`);
  const { written } = await commitDataset(options.store, {
    zone: 'curated',
    dataset: job.name,
    origin: 'job',
    columns,
    partitionBy: options.partitionBy,
    objects,
    runId: options.runId,
    effects: options.effects,
  });
  return { rows: objects.reduce((sum, { rows }) => sum + rows, 0), partitions: objects.length, written };
}

async function execute(job: Job, action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof DuckDBError)) throw error;
    throw userError(
      {
        code: 'JOB_FAILED',
        message: `job ${job.name} failed: ${error.reason}`,
        file: job.file,
        hint: 'Nothing of this job was written; the dataset is as it was before.',
      },
      { exitCode: 3, cause: error },
    );
  }
}
