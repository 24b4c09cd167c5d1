import type { LifecycleRule as S3Rule } from '@aws-sdk/client-s3';
import type { LifecycleRule } from './bucket-plan.ts';

/** A rule as S3 takes it (Amazon S3 API reference, LifecycleRule). */
export function s3RuleOf(rule: LifecycleRule): S3Rule {
  const { id, prefix, transitions, expireDays, oldVersionDays, uploadDays } = rule;
  return {
    ID: id,
    Status: 'Enabled',
    Filter: { Prefix: prefix },
    ...(transitions.length === 0
      ? {}
      : { Transitions: transitions.map(({ days, storageClass }) => ({ Days: days, StorageClass: storageClass })) }),
    ...(expireDays === null ? {} : { Expiration: { Days: expireDays } }),
    ...(oldVersionDays === null ? {} : { NoncurrentVersionExpiration: { NoncurrentDays: oldVersionDays } }),
    ...(uploadDays === null ? {} : { AbortIncompleteMultipartUpload: { DaysAfterInitiation: uploadDays } }),
  };
}

/** Whether two rules do the same, in whatever order and with whatever left out they are written. */
export function sameRule(a: S3Rule, b: S3Rule): boolean {
  return printOf(a) === printOf(b);
}

function printOf(rule: S3Rule): string {
  const { Status, Filter = {}, Transitions = [], Expiration, NoncurrentVersionExpiration } = rule;
  const { Prefix, And, Tag, ObjectSizeGreaterThan, ObjectSizeLessThan } = Filter;
  return JSON.stringify([
    Status,
    Prefix ?? prefixOfOldForm(rule) ?? '',
    [And ?? null, Tag ?? null, ObjectSizeGreaterThan ?? null, ObjectSizeLessThan ?? null],
    Transitions.map(({ Days, Date, StorageClass }) => JSON.stringify([Days, Date, StorageClass])).toSorted(),
    [Expiration?.Days ?? null, Expiration?.Date ?? null, Expiration?.ExpiredObjectDeleteMarker === true],
    [
      NoncurrentVersionExpiration?.NoncurrentDays ?? null,
      NoncurrentVersionExpiration?.NewerNoncurrentVersions ?? null,
      rule.NoncurrentVersionTransitions ?? [],
    ],
    rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation ?? null,
  ]);
}

/** Rules of before 2017 have the prefix outside of a filter; some endpoints answer so still. */
function prefixOfOldForm(rule: S3Rule): string | undefined {
  const { Prefix: prefix }: { Prefix?: unknown } = rule;
  return typeof prefix === 'string' ? prefix : undefined;
}
