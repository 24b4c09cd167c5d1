import type { ReplayRecord } from '../../src/runner/record.ts';

/** A replay in which nothing happened, with what a test is about put in. */
export function record(about: Partial<ReplayRecord>): ReplayRecord {
  return {
    version: 1,
    scenario: { name: 'demo', about: '', path: 'demo' },
    seed: 0,
    clock: '2024-01-01T00:00:00.000Z',
    lake: '.glue-replay/demo',
    runId: '0123456789abcdef',
    engine: 'duckdb',
    status: 'passed',
    reproduce: 'glue-replay run demo --seed 0',
    elapsedMs: 10,
    stages: [],
    expectations: [],
    defects: null,
    traffic: null,
    findings: [],
    ...about,
  };
}
