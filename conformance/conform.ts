import type { Answer, RuleAnswer } from './answer.ts';
import type { Case } from './case.ts';
import { compare, isSameReason } from './compare.ts';
import { DIFFERENCES } from './differences.ts';
import { occurrence, type Occurrence } from './differences/difference.ts';

/** What came out for some cases. */
export interface Conformity {
  readonly rules: number;
  /** On purpose: how often each difference was met, by its id. */
  readonly explained: ReadonlyMap<string, number>;
  /** Not on purpose: mistakes of ours. */
  readonly unexplained: readonly Occurrence[];
}

/** Compares the real answers to cases with ours. */
export function conformity(cases: readonly Case[], real: Answers, ours: Answers): Conformity {
  const explained = new Map<string, number>();
  const unexplained: Occurrence[] = [];
  for (const each of cases) {
    const none: Answer = { rules: [], errors: {} };
    const there = real.get(each.id) ?? none;
    for (const discrepancy of compare(there, ours.get(each.id) ?? none)) {
      const found = occurrence(each, discrepancy, there.rules);
      const reasons = reasonsFor(found);
      if (reasons === undefined) unexplained.push(found);
      for (const id of reasons ?? []) explained.set(id, (explained.get(id) ?? 0) + 1);
    }
  }
  return { rules: cases.reduce((sum, { rules }) => sum + rules.length, 0), explained, unexplained };
}

/** The differences that are the reason for it, of the whole or of each member of a composite; undefined where none is. */
function reasonsFor(found: Occurrence): readonly string[] | undefined {
  const whole = DIFFERENCES.filter((known) => known.fields.includes(found.field) && known.explains(found));
  if (whole.length > 0) return whole.map(({ id }) => id);
  const members = reasonsOfMembers(found)?.map(reasonsFor);
  return members?.every((ids) => ids !== undefined) === true ? [...new Set(members.flat())] : undefined;
}

/**
 * The reason of a composite as those of its members that failed, a line each, where the two sides do not say the same;
 * undefined where it is no such thing. The last line of a long reason is cut, and not looked at.
 */
function reasonsOfMembers({ real, ours, there, here, ...found }: Occurrence): Occurrence[] | undefined {
  if (found.field !== 'reason' || found.leaves.length === 1) return undefined;
  if (typeof real !== 'string' || typeof ours !== 'string' || there === undefined || here === undefined)
    return undefined;
  const [lines, ourLines] = [real.split('\n'), ours.split('\n')];
  if (lines.length === 1 || (lines.length !== ourLines.length && !real.endsWith('…'))) return undefined;
  return lines.flatMap((line, index) => {
    const mine = ourLines[index] ?? '';
    if (line.endsWith('…') || isSameReason(line, mine)) return [];
    return [{ ...found, real: line, ours: mine, there: withReason(there, line), here: withReason(here, mine) }];
  });
}

function withReason([rule, outcome, , metrics, rows]: RuleAnswer, reason: string): RuleAnswer {
  return [rule, outcome, reason, metrics, rows];
}

export type Answers = ReadonlyMap<string, Answer>;

/** A line for a discrepancy: where, what the real things say, what we say. */
export function describe({ case: { id }, rule, field, real, ours }: Occurrence): string {
  return `${id}: ${rule}\n  ${field}: there ${JSON.stringify(real)}\n${' '.repeat(field.length)}    here ${JSON.stringify(ours)}`;
}
