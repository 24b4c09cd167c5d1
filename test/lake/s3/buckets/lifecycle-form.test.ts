import type { LifecycleRule } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { sameRule } from '../../../../src/lake/s3/buckets/lifecycle-form.ts';

const TRANSITIONS = [
  { Days: 30, StorageClass: 'STANDARD_IA' as const },
  { Days: 90, StorageClass: 'GLACIER' as const },
];
const RULE: LifecycleRule = { ID: 'a', Status: 'Enabled', Filter: { Prefix: 'raw/' }, Transitions: TRANSITIONS };

test.each<[string, LifecycleRule]>([
  ['with its transitions in another order', { ...RULE, Transitions: TRANSITIONS.toReversed() }],
  ['in the form of before 2017', { ID: 'a', Status: 'Enabled', Prefix: 'raw/', Transitions: TRANSITIONS }],
  ['with what is empty written out', { ...RULE, NoncurrentVersionTransitions: [] }],
])('a rule %s is the same', (_, other) => {
  expect(sameRule(RULE, other)).toBe(true);
});

test.each<[string, LifecycleRule]>([
  ['disabled', { ...RULE, Status: 'Disabled' }],
  ['of another prefix', { ...RULE, Filter: { Prefix: '' } }],
  ['of a tag, too', { ...RULE, Filter: { And: { Prefix: 'raw/', Tags: [{ Key: 'a', Value: 'b' }] } } }],
  ['that deletes', { ...RULE, Expiration: { Days: 400 } }],
  ['with one transition less', { ...RULE, Transitions: TRANSITIONS.slice(1) }],
  ['that ends uploads', { ...RULE, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }],
])('a rule %s is another', (_, other) => {
  expect(sameRule(RULE, other)).toBe(false);
});
