import { expect, test } from 'vitest';
import { FOUR, planOf, SHARED } from './plan-fixture.ts';

const NOTHING = { transitions: [], expireDays: null, oldVersionDays: null, uploadDays: null };

test('a lake with a bucket a zone: raw has versions, quarantine and labels expire', () => {
  const [raw, processed, curated, quality] = planOf(FOUR);
  expect(raw).toEqual({
    bucket: 'pipeline-dev-raw',
    region: 'us-east-1',
    zones: [{ zone: 'raw', prefix: '' }],
    versioning: true,
    kmsKey: null,
    lifecycle: [
      {
        ...NOTHING,
        id: 'glue-replay archive',
        prefix: '',
        transitions: [
          { days: 30, storageClass: 'STANDARD_IA' },
          { days: 90, storageClass: 'GLACIER' },
        ],
      },
      { ...NOTHING, id: 'glue-replay old versions', prefix: '', oldVersionDays: 30 },
      { ...NOTHING, id: 'glue-replay uploads', prefix: '', uploadDays: 1 },
    ],
  });
  expect(processed).toMatchObject({ bucket: 'pipeline-dev-processed', versioning: false });
  expect(processed?.lifecycle[0]).toEqual({
    ...NOTHING,
    id: 'glue-replay quarantine quarantine/',
    prefix: 'quarantine/',
    expireDays: 90,
  });
  expect(curated?.lifecycle.map(({ id }) => id)).toEqual(['glue-replay uploads']);
  expect(quality?.lifecycle[0]).toMatchObject({ prefix: 'labels/', expireDays: 90 });
});

test('a bucket that holds all zones: each rule is of its zone, and old versions go in all', () => {
  const plans = planOf(SHARED, { kmsKey: 'alias/lake' });
  expect(plans).toHaveLength(1);
  const [plan] = plans;
  expect(plan).toMatchObject({ bucket: 'lake', versioning: true, kmsKey: 'alias/lake' });
  expect(plan?.zones.map(({ prefix }) => prefix)).toEqual([
    'orders/raw/',
    'orders/processed/',
    'orders/curated/',
    'orders/quality/',
  ]);
  const oldVersions = plan?.lifecycle.filter(({ oldVersionDays }) => oldVersionDays !== null);
  expect(oldVersions?.map(({ prefix }) => prefix)).toEqual(plan?.zones.map(({ prefix }) => prefix));
});

test('the names of rules are unique, and of at most 255 characters', () => {
  const plans = ['a', 'b'].flatMap((last) => planOf(`s3://lake/${'x'.repeat(300)}${last}`));
  const ids = plans.flatMap(({ lifecycle }) => lifecycle.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  expect(Math.max(...ids.map(({ length }) => length))).toBeLessThanOrEqual(255);
});
