import { describe, expect, test } from 'vitest';
import type { ExistingBucket } from '../../../../src/lake/s3/buckets/bucket-state.ts';
import { s3RuleOf } from '../../../../src/lake/s3/buckets/lifecycle-form.ts';
import { describeStep, needsOf } from '../../../../src/lake/s3/buckets/steps.ts';
import { bucketPlan, FOUR } from './plan-fixture.ts';

const RAW = bucketPlan(FOUR, 'pipeline-dev-raw');

/** The raw bucket as planned, but for what is said. */
function rawBucket(overrides: Partial<ExistingBucket> = {}): ExistingBucket {
  return {
    is: 'there',
    versioning: 'Enabled',
    publicBlocked: true,
    encryption: { algorithm: 'AES256', key: null },
    lifecycle: RAW.lifecycle.map(s3RuleOf),
    ...overrides,
  };
}

/** What there is to do to the raw bucket, and what was found. */
function stepsFor(overrides: Partial<ExistingBucket>, plan = RAW): string[] {
  return needsOf(plan, rawBucket(overrides)).steps.map((step) =>
    step.kind === 'create' ? describeStep(step) : `${step.found} -> ${describeStep(step)}`,
  );
}

test('a bucket as planned needs nothing', () => {
  expect(needsOf(RAW, rawBucket())).toEqual({ steps: [], unknown: [] });
});

test('a bucket that is not there is made, in its region, with all its settings', () => {
  const { steps } = needsOf(bucketPlan(FOUR, 'pipeline-dev-raw', { region: 'eu-west-1' }), { is: 'missing' });
  expect(steps.map(describeStep)).toEqual([
    'create it in eu-west-1',
    'versioning on',
    'public access blocked',
    'encryption AES256',
    'lifecycle of 3 rules',
  ]);
});

test('nothing can be done to a bucket of somebody else', () => {
  expect(needsOf(RAW, { is: 'denied' })).toEqual({ steps: [], unknown: [] });
});

describe('a bucket that is there with other settings is mended', () => {
  test.each<[string, Partial<ExistingBucket>, string]>([
    ['versioning suspended', { versioning: 'Suspended' }, 'versioning suspended -> versioning on'],
    ['versioning off', { versioning: 'off' }, 'versioning off -> versioning on'],
    ['open to the public', { publicBlocked: false }, 'public access not blocked -> public access blocked'],
    ['not encrypted', { encryption: 'none' }, 'no encryption -> encryption AES256'],
    ['without a lifecycle', { lifecycle: [] }, 'no lifecycle -> lifecycle of 3 rules'],
  ])('%s', (_, found, step) => {
    expect(stepsFor(found)).toEqual([step]);
  });

  test('a rule that was changed by hand', () => {
    const [archive, ...rest] = RAW.lifecycle.map(s3RuleOf);
    const lifecycle = [{ ...archive, Status: 'Disabled' as const }, ...rest];
    expect(stepsFor({ lifecycle })).toEqual(['a lifecycle other "glue-replay archive" -> lifecycle of 3 rules']);
  });

  test('and rules of others in the bucket stay', () => {
    const theirs = { ID: 'theirs', Status: 'Enabled' as const, Filter: { Prefix: 'x/' }, Expiration: { Days: 1 } };
    const { steps } = needsOf(RAW, rawBucket({ lifecycle: [theirs] }));
    expect(steps).toMatchObject([{ rules: [theirs, {}, {}, {}] }]);
    expect(needsOf(RAW, rawBucket({ lifecycle: [theirs, ...RAW.lifecycle.map(s3RuleOf)] })).steps).toEqual([]);
  });
});

describe('encryption', () => {
  const withKey = bucketPlan(FOUR, 'pipeline-dev-raw', { kmsKey: 'alias/lake' });

  test('with a key of a team is left as it is, where none is asked for', () => {
    expect(stepsFor({ encryption: { algorithm: 'aws:kms', key: 'alias/theirs' } })).toEqual([]);
  });

  test('is set to the key that is asked for', () => {
    expect(stepsFor({}, withKey)).toEqual(['encryption AES256 -> encryption aws:kms with alias/lake']);
  });

  test.each(['alias/lake', 'arn:aws:kms:us-east-1:1:alias/lake'])('by %s is that key', (key) => {
    expect(stepsFor({ encryption: { algorithm: 'aws:kms', key } }, withKey)).toEqual([]);
  });
});

test('versioning does not matter but for raw', () => {
  const quality = bucketPlan(FOUR, 'pipeline-dev-quality');
  const state = rawBucket({ versioning: 'Suspended', lifecycle: quality.lifecycle.map(s3RuleOf) });
  expect(needsOf(quality, state).steps).toEqual([]);
});

test('settings that the endpoint does not have, or does not show us, are named', () => {
  const unknown = { versioning: 'unsupported', publicBlocked: 'hidden', lifecycle: 'unsupported' } as const;
  expect(needsOf(RAW, rawBucket(unknown))).toEqual({
    steps: [],
    unknown: [
      { setting: 'versioning', why: 'unsupported' },
      { setting: 'public access', why: 'hidden' },
      { setting: 'lifecycle', why: 'unsupported' },
    ],
  });
});
