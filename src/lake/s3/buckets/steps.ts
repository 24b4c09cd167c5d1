import type { LifecycleRule as S3Rule } from '@aws-sdk/client-s3';
import type { BucketPlan } from './bucket-plan.ts';
import { UNKNOWN, type BucketState, type ExistingBucket, type Unknown } from './bucket-state.ts';
import { s3RuleOf, sameRule } from './lifecycle-form.ts';

/** One thing to do so that a bucket is as planned. */
export type Step = { readonly bucket: string } & (
  | { readonly kind: 'create'; readonly region: string }
  | { readonly kind: 'versioning'; readonly found: string }
  | { readonly kind: 'public access'; readonly found: string }
  | { readonly kind: 'encryption'; readonly found: string; readonly kmsKey: string | null }
  /** `rules` are all that the bucket is to have: those of others in it stay. */
  | { readonly kind: 'lifecycle'; readonly found: string; readonly rules: readonly S3Rule[] }
);

export type SettingName = Exclude<Step['kind'], 'create'>;

/** What a bucket lacks. */
export interface BucketNeeds {
  readonly steps: readonly Step[];
  /** Settings that are planned and of which nobody can say whether they are so. */
  readonly unknown: readonly UnknownSetting[];
}

export interface UnknownSetting {
  readonly setting: SettingName;
  readonly why: Unknown;
}

/** The settings of a bucket that was made a moment ago. */
const NEW_BUCKET: ExistingBucket = {
  is: 'there',
  versioning: 'off',
  publicBlocked: false,
  encryption: 'none',
  lifecycle: [],
};

/** Compares a plan with what is there. For a bucket that is denied there is nothing that could be done. */
export function needsOf(plan: BucketPlan, state: BucketState): BucketNeeds {
  if (state.is === 'denied') return { steps: [], unknown: [] };
  const { bucket, region } = plan;
  if (state.is === 'there') return settingNeeds(plan, state);
  const { steps } = settingNeeds(plan, NEW_BUCKET);
  return { steps: [{ kind: 'create', bucket, region }, ...steps], unknown: [] };
}

/** What a step does, in words: `versioning on`. */
export function describeStep(step: Step): string {
  switch (step.kind) {
    case 'create':
      return `create it in ${step.region}`;
    case 'versioning':
      return 'versioning on';
    case 'public access':
      return 'public access blocked';
    case 'encryption':
      return step.kmsKey === null ? 'encryption AES256' : `encryption aws:kms with ${step.kmsKey}`;
    case 'lifecycle':
      return `lifecycle of ${step.rules.length === 1 ? '1 rule' : `${step.rules.length} rules`}`;
  }
}

function settingNeeds(plan: BucketPlan, state: ExistingBucket): BucketNeeds {
  const needs = [
    plan.versioning ? versioningNeed(plan, state) : undefined,
    publicAccessNeed(plan, state),
    encryptionNeed(plan, state),
    lifecycleNeed(plan, state),
  ].filter((need) => need !== undefined);
  return {
    steps: needs.filter((need) => 'kind' in need),
    unknown: needs.filter((need) => 'why' in need),
  };
}

/** What there is to say of one setting; nothing where it is as planned. */
type Need = Step | UnknownSetting | undefined;

function versioningNeed({ bucket }: BucketPlan, { versioning }: ExistingBucket): Need {
  if (isUnknown(versioning)) return { setting: 'versioning', why: versioning };
  if (versioning === 'Enabled') return undefined;
  return { kind: 'versioning', bucket, found: versioning === 'off' ? 'versioning off' : 'versioning suspended' };
}

function publicAccessNeed({ bucket }: BucketPlan, { publicBlocked }: ExistingBucket): Need {
  if (isUnknown(publicBlocked)) return { setting: 'public access', why: publicBlocked };
  return publicBlocked ? undefined : { kind: 'public access', bucket, found: 'public access not blocked' };
}

/** Without a key of one's own any encryption will do: that of a team's bucket may be stronger. */
function encryptionNeed({ bucket, kmsKey }: BucketPlan, { encryption }: ExistingBucket): Need {
  if (isUnknown(encryption)) return { setting: 'encryption', why: encryption };
  if (encryption === 'none') return { kind: 'encryption', bucket, kmsKey, found: 'no encryption' };
  const { algorithm, key } = encryption;
  if (kmsKey === null || (algorithm === 'aws:kms' && isSameKey(kmsKey, key))) return undefined;
  return {
    kind: 'encryption',
    bucket,
    kmsKey,
    found: `encryption ${algorithm}${key === null ? '' : ` with ${key}`}`,
  };
}

/** A key is named by its id or alias, or by an ARN that ends in it. */
function isSameKey(wanted: string, found: string | null): boolean {
  if (found === null) return false;
  return wanted === found || found.endsWith(`/${wanted}`) || found.endsWith(`:${wanted}`);
}

function lifecycleNeed({ bucket, lifecycle: planned }: BucketPlan, { lifecycle }: ExistingBucket): Need {
  if (isUnknown(lifecycle)) return { setting: 'lifecycle', why: lifecycle };
  const wanted = planned.map(s3RuleOf);
  const byId = new Map(lifecycle.map((rule) => [rule.ID, rule]));
  const faults = wanted.flatMap((rule) => {
    const there = byId.get(rule.ID);
    if (!there) return [`without ${JSON.stringify(rule.ID)}`];
    return sameRule(rule, there) ? [] : [`other ${JSON.stringify(rule.ID)}`];
  });
  if (faults.length === 0) return undefined;
  const ids = new Set(wanted.map(({ ID }) => ID));
  const others = lifecycle.filter(({ ID }) => !ids.has(ID));
  const found = lifecycle.length === 0 ? 'no lifecycle' : `a lifecycle ${faults.join(', ')}`;
  return { kind: 'lifecycle', bucket, found, rules: [...others, ...wanted] };
}

function isUnknown(setting: unknown): setting is Unknown {
  return UNKNOWN.some((why) => why === setting);
}
