import { UserError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { nearestOf } from '../core/nearest.ts';
import type { Job } from './job.ts';

/**
 * Jobs in an order in which each runs after those whose datasets it reads; jobs that do not depend on each other keep
 * their given order. `known` are the tables that are there before any job. Throws one `UserError` for all unknown
 * tables, or for a cycle.
 */
export function orderJobs(jobs: readonly Job[], known: Iterable<string>): Job[] {
  const made = new Map(jobs.map((job) => [`curated.${job.name}`, job]));
  const tables = [...new Set([...known, ...made.keys()])];
  const unknown = jobs.flatMap((job) => unknownTables(job, tables));
  if (unknown.length > 0) throw new UserError(unknown);

  const ordered: Job[] = [];
  const state = new Map<Job, 'visiting' | 'done'>();
  const visit = (job: Job, trail: readonly Job[]): void => {
    if (state.get(job) === 'done') return;
    if (state.get(job) === 'visiting') throw cycle([...trail.slice(trail.indexOf(job)), job]);
    state.set(job, 'visiting');
    for (const table of job.reads) {
      const before = made.get(table);
      if (before) visit(before, [...trail, job]);
    }
    state.set(job, 'done');
    ordered.push(job);
  };
  for (const job of jobs) visit(job, []);
  return ordered;
}

function unknownTables(job: Job, tables: readonly string[]): Finding[] {
  return job.reads
    .filter((table) => !tables.includes(table))
    .map((table) => ({
      code: 'JOB_UNKNOWN_TABLE',
      severity: 'error',
      message: `job ${job.name} reads ${JSON.stringify(table)}, which is not a table of the lake`,
      file: job.file,
      expected: tables.length === 0 ? 'a dataset of the scenario (there is none)' : tables.join(', '),
      ...nearestOf(table, tables),
      hint: 'Name tables with their zone: `processed.orders`. Files cannot be read from a job.',
    }));
}

function cycle(jobs: readonly Job[]): UserError {
  return new UserError([
    {
      code: 'JOB_CYCLE',
      severity: 'error',
      message: `jobs read each other in a circle: ${jobs.map(({ name }) => `curated.${name}`).join(' → ')}`,
      ...(jobs[0] ? { file: jobs[0].file } : {}),
      hint: 'Break the circle: a job can only read what an earlier one made.',
    },
  ]);
}
