import type { Finding } from '../../core/finding.ts';
import { readJob, type Job } from '../../local-glue/job.ts';
import { orderJobs } from '../../local-glue/job-order.ts';
import { runJob } from '../../local-glue/run-job.ts';
import { checkStopped, type ReplayContext } from '../context.ts';
import type { StageOf } from '../record.ts';
import { fileOf } from '../scenario.ts';

type DatasetRecord = StageOf<'process'>['datasets'][number];

/** What processing made, and what is to be said of the jobs. */
export interface Processed {
  readonly datasets: DatasetRecord[];
  readonly findings: Finding[];
}

/** Runs the SQL jobs over the lake's tables, each after those whose datasets it reads. */
export async function process(context: ReplayContext): Promise<Processed> {
  const { session, store, runId, effects, catalog } = context;
  const { processing } = context.scenario.spec;
  const jobs = orderJobs(await readJobs(context), catalog.tables.keys());
  const datasets: DatasetRecord[] = [];
  for (const job of jobs) {
    checkStopped(effects);
    const began = effects.elapsed();
    const partitionBy = processing[job.name]?.partitionBy ?? [];
    await catalog.bring(job.reads, job);
    const result = await runJob(session, job, { store, partitionBy, runId, effects });
    await catalog.refresh('curated', job.name);
    datasets.push({ dataset: `curated.${job.name}`, ...result, elapsedMs: effects.elapsed() - began });
  }
  return { datasets, findings: jobs.flatMap(({ findings }) => findings) };
}

async function readJobs({ scenario, session, day, runId }: ReplayContext): Promise<Job[]> {
  const jobs: Job[] = [];
  for (const [name, spec] of Object.entries(scenario.spec.processing)) {
    const file = fileOf(scenario, spec.sql);
    jobs.push(await readJob(session, { name, file, args: { ...spec.args, day, run_id: runId } }));
  }
  return jobs;
}
