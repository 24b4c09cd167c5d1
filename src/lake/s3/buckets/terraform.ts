import type { BucketPlan, LifecycleRule } from './bucket-plan.ts';
import { planNames } from './plan-name.ts';

/** The buckets of a plan as Terraform resources (provider hashicorp/aws from 5.0 on). */
export function renderTerraform(plans: readonly BucketPlan[], { url }: { url: string }): string {
  const names = planNames(plans);
  const blocks = plans.flatMap((plan, index) => blocksOf(plan, names[index] ?? ''));
  return [`# The buckets of the lake ${url}`, PROVIDER, ...blocks].join('\n\n') + '\n';
}

const PROVIDER = `terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}`;

function blocksOf(plan: BucketPlan, name: string): string[] {
  return [
    `resource "aws_s3_bucket" "${name}" {\n  bucket = ${quote(plan.bucket)}\n}`,
    ...(plan.versioning ? [versioningOf(name)] : []),
    publicAccessOf(name),
    encryptionOf(plan, name),
    lifecycleOf(plan, name),
  ];
}

function versioningOf(name: string): string {
  return `resource "aws_s3_bucket_versioning" "${name}" {
  bucket = aws_s3_bucket.${name}.id

  versioning_configuration {
    status = "Enabled"
  }
}`;
}

function publicAccessOf(name: string): string {
  return `resource "aws_s3_bucket_public_access_block" "${name}" {
  bucket = aws_s3_bucket.${name}.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}`;
}

function encryptionOf({ kmsKey }: BucketPlan, name: string): string {
  const rule =
    kmsKey === null
      ? [`    apply_server_side_encryption_by_default {`, `      sse_algorithm = "AES256"`, `    }`]
      : [
          `    bucket_key_enabled = true`,
          ``,
          `    apply_server_side_encryption_by_default {`,
          `      sse_algorithm     = "aws:kms"`,
          `      kms_master_key_id = ${quote(kmsKey)}`,
          `    }`,
        ];
  return `resource "aws_s3_bucket_server_side_encryption_configuration" "${name}" {
  bucket = aws_s3_bucket.${name}.id

  rule {
${rule.join('\n')}
  }
}`;
}

/** Old versions can be spoken of only once versioning is on. */
function lifecycleOf({ lifecycle, versioning }: BucketPlan, name: string): string {
  return `resource "aws_s3_bucket_lifecycle_configuration" "${name}" {
  bucket = aws_s3_bucket.${name}.id
${versioning ? `\n  depends_on = [aws_s3_bucket_versioning.${name}]\n` : ''}
${lifecycle.map(ruleOf).join('\n\n')}
}`;
}

function ruleOf({ id, prefix, transitions, expireDays, oldVersionDays, uploadDays }: LifecycleRule): string {
  const blocks = [
    prefix === '' ? '    filter {}' : block('filter', [`prefix = ${quote(prefix)}`]),
    ...transitions.map(({ days, storageClass }) =>
      block('transition', [`days          = ${days}`, `storage_class = "${storageClass}"`]),
    ),
    ...(expireDays === null ? [] : [block('expiration', [`days = ${expireDays}`])]),
    ...(oldVersionDays === null
      ? []
      : [block('noncurrent_version_expiration', [`noncurrent_days = ${oldVersionDays}`])]),
    ...(uploadDays === null
      ? []
      : [block('abort_incomplete_multipart_upload', [`days_after_initiation = ${uploadDays}`])]),
  ];
  return [`  rule {`, `    id     = ${quote(id)}`, `    status = "Enabled"`, ``, blocks.join('\n\n'), `  }`].join('\n');
}

function block(name: string, lines: readonly string[]): string {
  return [`    ${name} {`, ...lines.map((line) => `      ${line}`), '    }'].join('\n');
}

/** A string of HCL: `${` and `%{` would begin a template. */
function quote(text: string): string {
  return JSON.stringify(text).replaceAll('${', '$$${').replaceAll('%{', '%%{');
}
