import { expect, test } from 'vitest';
import type { Job } from '../../src/local-glue/job.ts';
import { orderJobs } from '../../src/local-glue/job-order.ts';
import { findingsOf } from '../findings.ts';

function job(name: string, ...reads: string[]): Job {
  return { name, file: `${name}.sql`, query: 'select 1', bindings: {}, reads, findings: [] };
}

test('a job runs after those whose datasets it reads', () => {
  const jobs = [job('c', 'curated.b'), job('b', 'curated.a', 'processed.x'), job('a', 'processed.x')];
  expect(orderJobs(jobs, ['processed.x']).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
});

test('jobs that do not depend on each other keep their order', () => {
  const jobs = [job('z'), job('y'), job('x')];
  expect(orderJobs(jobs, []).map(({ name }) => name)).toEqual(['z', 'y', 'x']);
});

test('a circle names every job of it and nothing else', async () => {
  const jobs = [job('before'), job('a', 'curated.b', 'curated.before'), job('b', 'curated.a')];
  const [finding] = await findingsOf(() => orderJobs(jobs, []));
  expect(finding).toMatchObject({
    code: 'JOB_CYCLE',
    message: 'jobs read each other in a circle: curated.a → curated.b → curated.a',
  });
});

test('a job that reads itself is a circle', async () => {
  const [finding] = await findingsOf(() => orderJobs([job('a', 'curated.a')], []));
  expect(finding?.code).toBe('JOB_CYCLE');
});

test('every unknown table is named with the nearest', async () => {
  const findings = await findingsOf(() =>
    orderJobs([job('a', 'processed.order'), job('b', 'nowhere')], ['processed.orders']),
  );
  expect(findings).toMatchObject([
    { code: 'JOB_UNKNOWN_TABLE', file: 'a.sql', nearest: 'processed.orders' },
    { code: 'JOB_UNKNOWN_TABLE', file: 'b.sql' },
  ]);
});
