import type { Finding } from '../../core/finding.ts';
import { parseLakeUrl } from '../../lake/s3/address.ts';
import { checkAwsAllowed } from '../../lake/s3/aws-guard.ts';
import { applySteps, type AppliedStep } from '../../lake/s3/buckets/apply-steps.ts';
import { planBuckets, type BucketPlan } from '../../lake/s3/buckets/bucket-plan.ts';
import { renderCloudFormation } from '../../lake/s3/buckets/cloudformation.ts';
import {
  lookAtBuckets,
  refuseDenied,
  unknownFindings,
  type BucketLook,
} from '../../lake/s3/buckets/look-at-buckets.ts';
import { describeStep, type SettingName, type Step, type UnknownSetting } from '../../lake/s3/buckets/steps.ts';
import { renderTerraform } from '../../lake/s3/buckets/terraform.ts';
import { connectS3, type S3Connection } from '../../lake/s3/connection.ts';
import { alignRows } from '../../reports/align.ts';
import type { Cli } from '../cli.ts';
import { printFindings } from '../failure.ts';
import type { LakeInitOptions } from './lake-options.ts';
import { envOf, lakeEffects } from './open-lake.ts';

/** Makes the buckets of a lake and mends those that are not as planned; or prints them as code. */
export async function initBuckets(lake: string, options: LakeInitOptions, cli: Cli): Promise<void> {
  const address = parseLakeUrl(lake, { env: envOf(options) });
  using connection = await connectS3({ effects: lakeEffects(cli) });
  const { region } = connection;
  const plans = planBuckets(address, { region, ...(options.kms === undefined ? {} : { kmsKey: options.kms }) });
  if (options.terraform) cli.io.stdout.write(renderTerraform(plans, address));
  if (options.cloudformation) cli.io.stdout.write(renderCloudFormation(plans, address));
  if (options.terraform ?? options.cloudformation) return;
  if (!options.dryRun) {
    checkAwsAllowed(address, { endpoint: connection.endpoint, allowAws: options.allowAws });
  }
  const looks = await lookAtBuckets(connection, plans);
  refuseDenied(looks);
  const steps = looks.flatMap((look) => look.steps);
  const applied = options.dryRun ? undefined : await applySteps(connection, steps);
  const findings = applied ? await whatIsLeft(connection, looks, applied) : looks.flatMap(unknownFindings);
  await print({ lake: address.url, plans, steps: applied ?? steps, findings }, options, cli);
}

/** After the steps: settings that the endpoint refused, or took and does not show. */
async function whatIsLeft(
  connection: S3Connection,
  looks: readonly BucketLook[],
  applied: readonly AppliedStep[],
): Promise<Finding[]> {
  const touched = new Set(applied.map(({ bucket }) => bucket));
  const after = await lookAtBuckets(
    connection,
    looks.map(({ plan }) => plan).filter(({ bucket }) => touched.has(bucket)),
  );
  return looks.flatMap(({ plan, unknown }) => {
    const now = after.find((look) => look.plan.bucket === plan.bucket);
    const ignored = now?.steps.flatMap(({ kind }) => (kind === 'create' ? [] : [unsupported(kind)])) ?? [];
    return unknownFindings({ plan, unknown: [...(now?.unknown ?? unknown), ...ignored] });
  });
}

function unsupported(setting: SettingName): UnknownSetting {
  return { setting, why: 'unsupported' };
}

interface Outcome {
  readonly lake: string;
  readonly plans: readonly BucketPlan[];
  readonly steps: readonly (Step | AppliedStep)[];
  readonly findings: readonly Finding[];
}

async function print({ lake, plans, steps, findings }: Outcome, options: LakeInitOptions, cli: Cli): Promise<void> {
  const { stdout, stderr } = cli.io;
  const dryRun = options.dryRun ?? false;
  if (options.json) {
    stdout.write(`${JSON.stringify({ lake, dryRun, steps: steps.map(jsonOf), findings }, null, 2)}\n`);
    return;
  }
  const created = new Set(steps.filter(({ kind }) => kind === 'create').map(({ bucket }) => bucket));
  const untouched = plans.filter(({ bucket }) => steps.every((step) => step.bucket !== bucket));
  const rows = [
    ...steps.map((step) => [`s3://${step.bucket}`, textOf(step, created.has(step.bucket))]),
    ...untouched.map(({ bucket }) => [`s3://${bucket}`, 'already as planned']),
  ];
  const lines = alignRows(rows.map((cells) => cells.map((text) => ({ text }))));
  stdout.write(lines.map((line) => `${line}\n`).join(''));
  await printFindings(findings, cli);
  if (dryRun && steps.length > 0) stderr.write('nothing was done: --dry-run\n');
}

function textOf(step: Step | AppliedStep, isNew: boolean): string {
  const was = step.kind === 'create' || isNew ? '' : ` (was: ${step.found})`;
  const refused = 'outcome' in step && step.outcome === 'unsupported' ? ', not supported by this endpoint' : '';
  return `${describeStep(step)}${was}${refused}`;
}

function jsonOf(step: Step | AppliedStep): unknown {
  return {
    bucket: step.bucket,
    setting: step.kind,
    does: describeStep(step),
    found: step.kind === 'create' ? null : step.found,
    ...('outcome' in step ? { outcome: step.outcome } : {}),
  };
}
