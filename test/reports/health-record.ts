import type { HealthRecord } from '../../src/runner/health/health-record.ts';

/** A deployed pipeline whose job is dead; `changes` to it. */
export function healthRecord(changes: Partial<HealthRecord> = {}): HealthRecord {
  return {
    version: 1,
    status: 'stopped',
    mode: 'deployed',
    scenario: { name: 'shop', path: 'scenarios/shop' },
    lake: 's3://shop-{zone}',
    marker: 'health-0123456789ab',
    day: '2024-03-05',
    from: 'raw',
    began: '2024-03-05T06:00:00.000Z',
    elapsedMs: 64_250,
    hops: [
      {
        hop: 'land',
        subject: 'orders',
        zone: 'raw',
        state: 'alive',
        elapsedMs: 80,
        rows: 3,
        detail: 'csv',
        findings: [],
      },
      {
        hop: 'validate',
        subject: 'orders',
        zone: 'raw',
        state: 'alive',
        elapsedMs: 2000,
        rows: null,
        detail: 'accepted: it came through ingestion',
        findings: [],
      },
      {
        hop: 'ingest',
        subject: 'processed.orders',
        zone: 'processed',
        state: 'alive',
        elapsedMs: 2000,
        rows: 3,
        detail: null,
        findings: [],
      },
      {
        hop: 'process',
        subject: 'curated.revenue',
        zone: 'curated',
        state: 'stopped',
        elapsedMs: 60_000,
        rows: null,
        detail: null,
        findings: [
          {
            code: 'HEALTH_NOT_SEEN',
            severity: 'error',
            message: 'no new object in 60 s: process of curated.revenue does not run, or takes longer',
            dataset: 'curated.revenue',
            found: 'nothing of health-0123456789ab in curated',
            hint: 'See the logs of that part of the pipeline; give it more time with --timeout.',
          },
        ],
      },
      {
        hop: 'assess',
        subject: 'curated.revenue',
        zone: 'quality',
        state: 'skipped',
        elapsedMs: 0,
        rows: null,
        detail: 'waits for process curated.revenue',
        findings: [],
      },
    ],
    stoppedAt: ['process curated.revenue'],
    cleanup: {
      kept: false,
      deleted: 2,
      left: [
        {
          zone: 'raw',
          key: 'data/incoming/2024/03/05/orders/health-0123456789ab.csv',
          reason: 'access denied: AccessDenied: Access Denied',
        },
      ],
    },
    findings: [],
    ...changes,
  };
}
