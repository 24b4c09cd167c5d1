import { basename } from 'node:path';
import type { Finding } from '../../core/finding.ts';
import { detectEnds } from '../../formats/detect-file.ts';
import type { FileEnds } from '../../formats/file-ends.ts';
import type { FormatName } from '../../formats/kinds/format-kind.ts';

/** What validation asks of every object: `raw` and the names of `sources` of a scenario. */
export interface ObjectRules {
  readonly sources: readonly string[];
  readonly raw: {
    readonly maxBytes: number;
    /** A regular expression that names must match. */
    readonly names?: string | undefined;
  };
}

/** One object as the decision sees it. */
export interface CandidateObject {
  readonly key: string;
  readonly bytes: number;
  readonly source: string;
  /** Reads its first and last 64 KiB. */
  readonly ends: () => Promise<FileEnds>;
}

export interface ObjectDecision {
  readonly verdict: 'accepted' | 'quarantined';
  readonly format: FormatName | null;
  /** The reasons where it is not accepted, and warnings. */
  readonly findings: readonly Finding[];
}

/**
 * Decides on one object by its source, size, name and format; whoever hosts the decision (a replay, `watch`, a Lambda
 * function) stores what follows from it. Errors among the findings (`SOURCE_UNKNOWN`, `OBJECT_TOO_LARGE`,
 * `OBJECT_NAME`, those of {@link detectEnds}) are the reasons to refuse it.
 */
export async function decideObject(object: CandidateObject, rules: ObjectRules): Promise<ObjectDecision> {
  const detected = detectEnds(await object.ends(), { path: object.key });
  const findings = [
    ...sourceFindings(object, rules),
    ...sizeFindings(object, rules),
    ...nameFindings(object, rules),
    ...detected.findings,
  ];
  const refused = findings.some(({ severity }) => severity === 'error') || !detected.format;
  return { verdict: refused ? 'quarantined' : 'accepted', format: detected.format?.name ?? null, findings };
}

function sourceFindings({ key, source }: CandidateObject, { sources }: ObjectRules): Finding[] {
  if (sources.includes(source)) return [];
  return refusal(key, {
    code: 'SOURCE_UNKNOWN',
    message: `the scenario has no source ${JSON.stringify(source)}`,
    expected: sources.join(', '),
  });
}

function sizeFindings({ key, bytes }: CandidateObject, { raw }: ObjectRules): Finding[] {
  if (bytes <= raw.maxBytes) return [];
  return refusal(key, {
    code: 'OBJECT_TOO_LARGE',
    message: 'the object is larger than `raw.maxBytes` allows',
    expected: `at most ${raw.maxBytes} bytes`,
    found: `${bytes} bytes`,
  });
}

function nameFindings({ key }: CandidateObject, { raw }: ObjectRules): Finding[] {
  if (raw.names === undefined || new RegExp(raw.names, 'u').test(basename(key))) return [];
  return refusal(key, {
    code: 'OBJECT_NAME',
    message: 'the name does not match `raw.names`',
    expected: raw.names,
    found: basename(key),
  });
}

function refusal(key: string, finding: Omit<Finding, 'severity' | 'file'>): Finding[] {
  return [{ severity: 'error', file: key, ...finding }];
}
