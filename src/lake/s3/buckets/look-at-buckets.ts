import { UserError } from '../../../core/errors.ts';
import type { Finding } from '../../../core/finding.ts';
import { inParallel } from '../../bounded-parallel.ts';
import type { S3Connection } from '../connection.ts';
import type { BucketPlan } from './bucket-plan.ts';
import { readBucket, type BucketState } from './bucket-state.ts';
import { describeStep, needsOf, type BucketNeeds } from './steps.ts';

/** A bucket as it is planned, as it is, and what lies between. */
export interface BucketLook extends BucketNeeds {
  readonly plan: BucketPlan;
  readonly is: BucketState['is'];
}

/** Buckets asked at a time. */
const PARALLEL = 8;

/** Asks an endpoint how the buckets of a plan are. Changes nothing. */
export async function lookAtBuckets(connection: S3Connection, plans: readonly BucketPlan[]): Promise<BucketLook[]> {
  return inParallel(plans, PARALLEL, async (plan) => {
    const state = await readBucket(connection, plan.bucket);
    return { plan, is: state.is, ...needsOf(plan, state) };
  });
}

/** Throws a `UserError` LAKE_BUCKET_DENIED for the buckets that are not ours to make or to mend. */
export function refuseDenied(looks: readonly BucketLook[]): void {
  const denied = looks.filter(({ is }) => is === 'denied');
  if (denied.length === 0) return;
  throw new UserError(
    denied.map((look) => ({ ...deniedFinding(look), severity: 'error' })),
    { exitCode: 3 },
  );
}

/** What is not as planned, as warnings. */
export function findingsOfBuckets(looks: readonly BucketLook[]): Finding[] {
  return looks.flatMap((look) => {
    if (look.is === 'denied') return [deniedFinding(look)];
    if (look.is === 'missing') return [missingFinding(look)];
    return [...look.steps.map(differsFinding), ...unknownFindings(look)];
  });
}

/** Settings that are planned and that the endpoint does not have or show, as warnings. */
export function unknownFindings({ plan, unknown }: Pick<BucketLook, 'plan' | 'unknown'>): Finding[] {
  return WARNINGS.flatMap(({ why, code, message }) => {
    const settings = unknown.filter((each) => each.why === why).map(({ setting }) => setting);
    if (settings.length === 0) return [];
    return [{ code, severity: 'warning', message: `${message}: ${settings.join(', ')}`, file: `s3://${plan.bucket}` }];
  });
}

const WARNINGS = [
  { why: 'unsupported', code: 'LAKE_SETTING_UNSUPPORTED', message: 'not supported by this endpoint' },
  { why: 'hidden', code: 'LAKE_SETTING_HIDDEN', message: 'the credentials do not allow to see' },
] as const;

function deniedFinding({ plan }: BucketLook): Finding {
  return {
    code: 'LAKE_BUCKET_DENIED',
    severity: 'warning',
    message: 'the bucket is there and belongs to somebody else, or the credentials do not allow to see it',
    file: `s3://${plan.bucket}`,
    hint: 'Names of buckets are shared by everybody on AWS: name others, or look at AWS_PROFILE.',
  };
}

function missingFinding({ plan }: BucketLook): Finding {
  return {
    code: 'LAKE_BUCKET_MISSING',
    severity: 'warning',
    message: 'there is no such bucket',
    file: `s3://${plan.bucket}`,
    hint: 'Make the buckets with: glue-replay lake init',
  };
}

function differsFinding(step: BucketNeeds['steps'][number]): Finding {
  return {
    code: 'LAKE_BUCKET_DIFFERS',
    severity: 'warning',
    message: 'the bucket is not as planned',
    file: `s3://${step.bucket}`,
    expected: describeStep(step),
    ...(step.kind === 'create' ? {} : { found: step.found }),
    hint: 'Mend it with: glue-replay lake init',
  };
}
