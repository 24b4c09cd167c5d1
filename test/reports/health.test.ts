import { expect, test } from 'vitest';
import { renderHealth, renderHealthJson } from '../../src/reports/health.ts';
import { healthRecordSchema, type HealthRecord } from '../../src/runner/health/health-record.ts';
import { expectGolden } from '../golden.ts';
import { healthRecord } from './health-record.ts';

test('for people: hop, state, time, why it stopped and what is left', () => {
  expectGolden('reports/golden/health.txt', renderHealth(healthRecord(), { color: false }));
});

test('for monitors: JSON as the schema describes it', () => {
  const json = renderHealthJson(healthRecord());
  expect(healthRecordSchema.strict().parse(JSON.parse(json))).toEqual(healthRecord());
  expectGolden('reports/golden/health.json', json);
});

/** The last line. */
function verdict(record: Parameters<typeof renderHealth>[0]): string | undefined {
  return renderHealth(record, { color: false }).trimEnd().split('\n').at(-1);
}

const UNREACHABLE = {
  code: 'LAKE_UNREACHABLE',
  severity: 'error',
  message: 'the S3 endpoint does not answer',
} as const;

const ENDS: readonly [Partial<HealthRecord>, string][] = [
  [{ status: 'alive', hops: healthRecord().hops.slice(0, 3) }, 'alive: 3 hops in 64.25 s, 2 objects cleared up'],
  [{ status: 'stopped' }, 'stopped at process curated.revenue, after 64.25 s, 2 objects cleared up'],
  [{ status: 'broken', findings: [UNREACHABLE] }, '✗ the S3 endpoint does not answer [LAKE_UNREACHABLE]'],
];

test.each(ENDS)('the last line says how it ended: %#', (changes, line) => {
  expect(verdict(healthRecord(changes))).toBe(line);
});

test('what is kept is said', () => {
  const record = healthRecord({ cleanup: { kept: true, deleted: 0, left: [] } });
  expect(renderHealth(record, { color: false })).toContain(
    '! everything of health-0123456789ab is kept in s3://shop-{zone}\n',
  );
});
