import type { Finding } from '../../core/finding.ts';
import type { FileEnds } from '../../formats/file-ends.ts';
import { judgeEnds } from '../../formats/gate/judge-ends.ts';
import { policyOf, type GatePolicy, type PartialPolicy } from '../../formats/gate/policy.ts';
import type { GateVerdict } from '../../formats/gate/verdict.ts';

/** What validation asks of every object: `raw` and the names of `sources` of a scenario. */
export interface ObjectRules {
  readonly sources: readonly string[];
  /** The policy of the gate; what is left out has its default. */
  readonly raw: PartialPolicy;
}

/** One object as the decision sees it. */
export interface CandidateObject {
  readonly key: string;
  readonly source: string;
  /** Reads its first and last 64 KiB. */
  readonly ends: () => Promise<FileEnds>;
}

/** The verdict, with the reasons where it is not accepted, warnings, and what was not looked at. */
export type ObjectDecision = GateVerdict;

/**
 * Decides on one object by its source and by the gate at quick depth; whoever hosts the decision (a replay, `watch`, a
 * Lambda function) stores what follows from it. Errors among the findings are the reasons to refuse it. Where the policy
 * asks for more than that, it says so (`GATE_DEPTH_REDUCED`).
 */
export async function decideObject(object: CandidateObject, { sources, raw }: ObjectRules): Promise<ObjectDecision> {
  const policy = policyOf(raw);
  const verdict = judgeEnds({ file: object.key, ends: await object.ends() }, policy);
  return withSource(object, sources, {
    ...verdict,
    findings: [...verdict.findings, ...reducedFindings(object, policy)],
  });
}

/** A decision with what is to be said of the source of the object. */
export function withSource(
  { key, source }: Pick<CandidateObject, 'key' | 'source'>,
  sources: readonly string[],
  { verdict, format, findings, skipped }: ObjectDecision,
): ObjectDecision {
  if (sources.includes(source)) return { verdict, format, findings, skipped };
  const unknown: Finding = {
    code: 'SOURCE_UNKNOWN',
    severity: 'error',
    message: `the scenario has no source ${JSON.stringify(source)}`,
    file: key,
    expected: sources.join(', '),
  };
  return { verdict: 'quarantined', format, findings: [unknown, ...findings], skipped };
}

function reducedFindings({ key }: CandidateObject, { depth, clamd }: GatePolicy): Finding[] {
  const left = [...(depth === 'full' ? ['depth full'] : []), ...(clamd === null ? [] : ['clamav'])];
  if (left.length === 0) return [];
  return [
    {
      code: 'GATE_DEPTH_REDUCED',
      severity: 'warning',
      message: `the policy asks for more than is looked at here: ${left.join(', ')}`,
      file: key,
      hint: 'The validate stage of a replay and `glue-replay validate` do all of it.',
    },
  ];
}
