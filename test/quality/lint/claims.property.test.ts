import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/core/finding.ts';
import { openSession } from '../../../src/duckdb/open-session.ts';
import type { Session } from '../../../src/duckdb/session.ts';
import { evaluateRuleset } from '../../../src/quality/evaluate.ts';
import { lintRuleset } from '../../../src/quality/lint/lint-ruleset.ts';
import type { Outcome } from '../../../src/quality/types.ts';
import { CLOCK, createTable, rulesetOf, type TinyTable } from '../judged.ts';
import { anyTable, fullTable, themedRules } from './random-rules.ts';

/** A finding about rules of a text that has one a line, from line 2 on. */
interface Claim {
  readonly code: string;
  readonly about: number;
  readonly other: number;
}

function claimsOf(texts: readonly string[]): Claim[] {
  return lintRuleset(`Rules = [\n${texts.join(',\n')}\n]`).map(claimOf);
}

function claimOf({ code, range, message }: Finding): Claim {
  const other = /line (\d+)/.exec(message)?.[1];
  return { code, about: (range?.start.line ?? 0) - 2, other: Number(other ?? 0) - 2 };
}

async function outcomesOf(
  session: Session,
  name: string,
  data: TinyTable,
  texts: readonly string[],
): Promise<Outcome[]> {
  const primary = await createTable(session, name, data);
  const { outcomes } = await evaluateRuleset({ session, ruleset: rulesetOf(texts), primary, clock: CLOCK });
  return outcomes.map(({ outcome }) => outcome);
}

function isRefuted({ code, about, other }: Claim, outcomes: readonly Outcome[], isPlain: boolean): boolean {
  const passes = outcomes[about] === 'Passed';
  const otherPasses = outcomes[other] === 'Passed';
  switch (code) {
    case 'LINT_NEVER_PASSES':
    case 'LINT_REFUSED':
      return passes;
    case 'LINT_CONTRADICTION':
      return passes && otherPasses;
    case 'LINT_DUPLICATE':
      return passes !== otherPasses;
    case 'LINT_IMPLIED':
      return otherPasses && !passes;
    case 'LINT_PASSES_ONLY_EMPTY':
      return isPlain && passes;
    case 'LINT_CONTRADICTION_UNLESS_EMPTY':
      return isPlain && passes && otherPasses;
    default:
      return false;
  }
}

describe('on any table', () => {
  test('rules never pass, contradict, repeat and follow from each other where lint says so', async () => {
    await using session = await openSession({ threads: 1 });
    let made = 0;
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(anyTable, themedRules, async (data, texts) => {
        const claims = claimsOf(texts);
        const outcomes = await outcomesOf(session, `t${made++}`, data, texts);
        // Where every row matches each filter but the one that none matches, and has a value in each column.
        const isPlain =
          data.rows.length > 0 &&
          data.rows.every((each) => /^[1-9]/.test(each) && !each.includes('null')) &&
          !texts.some((each) => each.includes('n > 99'));
        for (const claim of claims) {
          seen.add(claim.code);
          const shown = { ...claim, rule: texts[claim.about], beside: texts[claim.other] };
          expect({ ...shown, refuted: isRefuted(claim, outcomes, isPlain) }).toEqual({ ...shown, refuted: false });
        }
      }),
      { numRuns: 120 },
    );
    for (const code of ['NEVER_PASSES', 'REFUSED', 'CONTRADICTION', 'DUPLICATE', 'IMPLIED']) {
      expect(seen).toContain(`LINT_${code}`);
    }
  });

  test('a rule passes where lint says that it always does, if it can be measured', async () => {
    await using session = await openSession({ threads: 1 });
    let made = 0;
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fullTable, themedRules, async (data, texts) => {
        const always = claimsOf(texts).filter(({ code }) => code === 'LINT_ALWAYS_PASSES');
        const outcomes = await outcomesOf(session, `t${made++}`, data, texts);
        for (const { about } of always) {
          if (texts[about]?.includes('n > 99') === true) continue;
          count++;
          expect([texts[about], outcomes[about]]).toEqual([texts[about], 'Passed']);
        }
      }),
      { numRuns: 120 },
    );
    expect(count).toBeGreaterThan(0);
  });
});
