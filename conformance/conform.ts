import type { Answer } from './answer.ts';
import type { Case } from './case.ts';
import { compare } from './compare.ts';
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
    for (const discrepancy of compare(real.get(each.id) ?? none, ours.get(each.id) ?? none)) {
      const found = occurrence(each, discrepancy);
      const reasons = DIFFERENCES.filter((known) => known.fields.includes(found.field) && known.explains(found));
      if (reasons.length === 0) unexplained.push(found);
      for (const { id } of reasons) explained.set(id, (explained.get(id) ?? 0) + 1);
    }
  }
  return { rules: cases.reduce((sum, { rules }) => sum + rules.length, 0), explained, unexplained };
}

export type Answers = ReadonlyMap<string, Answer>;

/** A line for a discrepancy: where, what the real things say, what we say. */
export function describe({ case: { id }, rule, field, real, ours }: Occurrence): string {
  return `${id}: ${rule}\n  ${field}: there ${JSON.stringify(real)}\n${' '.repeat(field.length)}    here ${JSON.stringify(ours)}`;
}
