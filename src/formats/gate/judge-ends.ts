import type { Finding } from '../../core/finding.ts';
import { detectEnds } from '../detect-file.ts';
import type { FileEnds } from '../file-ends.ts';
import { archiveKindOf } from './archive-kind.ts';
import { windowsOfEnds } from './ends-windows.ts';
import type { Subject } from './gate-check.ts';
import type { GatePolicy } from './policy.ts';
import { startChecks } from './run-checks.ts';
import { verdictOf, type GateVerdict, type SkippedCheck } from './verdict.ts';

/** An object by its name and its ends. */
export interface GateObject {
  /** The name in findings. */
  readonly file: string;
  /** Folders and name as stored; default: the name in findings. */
  readonly key?: string;
  readonly ends: FileEnds;
}

/**
 * The gate at quick depth: decides on an object by its name, its size and both its ends. Reads nothing, and needs no
 * engine, so that a Lambda function can be made of it. What full depth alone can tell is listed as skipped.
 */
export function judgeEnds(object: GateObject, policy: GatePolicy): GateVerdict {
  const subject = subjectOf(object);
  const checks = startChecks(subject, policy);
  for (const window of windowsOfEnds(object.ends)) checks.take(window);
  const { findings, skipped } = checks.end();
  return verdictOf(
    subject.detection.format?.name ?? null,
    [...findings, ...detectionFindings(subject, policy)],
    [...skipped, ...unseenContent(subject), ...fullDepthOnly(policy)],
  );
}

export function subjectOf({ file, key = file, ends }: GateObject): Subject {
  return { file, key, ends, detection: detectEnds(ends, { path: file }) };
}

/** What detection says, without that an object is empty where it may be, and its name says what it would hold. */
export function detectionFindings({ detection }: Subject, { allowEmpty }: GatePolicy): readonly Finding[] {
  return detection.findings.filter(({ code }) => !(allowEmpty && detection.format && code === 'FILE_EMPTY'));
}

/** Compressed content that is not expanded here, so that checks see only its compressed bytes. */
function unseenContent({ ends: { head } }: Subject): SkippedCheck[] {
  const kind = archiveKindOf(head);
  if (!kind || kind.name === 'gzip') return [];
  return [{ check: 'content', reason: `what is in ${kind.name} is not expanded: checks see its compressed bytes` }];
}

function fullDepthOnly({ schema, clamd }: GatePolicy): SkippedCheck[] {
  const reason = 'it needs depth full';
  return [
    { check: 'reading', reason },
    ...(schema.columns ? [{ check: 'schema', reason }] : []),
    { check: 'clamav', reason: clamd === null ? NO_CLAMD : reason },
  ];
}

export const NO_CLAMD = 'no clamd is configured';
