import { expect, it } from 'vitest';
import type { Answer, RuleAnswer } from '../../conformance/answer.ts';
import { compare } from '../../conformance/compare.ts';

const RULE = 'Mean "v" > 1';

it('finds nothing where both sides say the same', () => {
  expect(compare(answer({}), answer({}))).toEqual([]);
});

it('takes metrics for equal up to a billionth, and NaN for NaN', () => {
  expect(fields({ metrics: { m: 1 } }, { metrics: { m: 1 + 1e-10 } })).toEqual([]);
  expect(fields({ metrics: { m: 1 } }, { metrics: { m: 1 + 1e-8 } })).toEqual(['metrics']);
  expect(fields({ metrics: { m: 'NaN' } }, { metrics: { m: Number.NaN } })).toEqual([]);
  expect(fields({ metrics: { m: 'NaN' } }, { metrics: { m: 0 } })).toEqual(['metrics']);
});

it('finds a metric that has another name or is missing', () => {
  expect(fields({ metrics: { m: 1 } }, { metrics: { n: 1 } })).toEqual(['metrics']);
  expect(fields({ metrics: { m: 1 } }, { metrics: {} })).toEqual(['metrics']);
  expect(fields({ metrics: {} }, { metrics: { m: 1 } })).toEqual(['metrics']);
});

it('finds another outcome, another reason, another verdict on a row', () => {
  expect(fields({ outcome: 'Failed' }, {})).toEqual(['outcome']);
  expect(fields({ reason: 'Value: 1.0' }, { reason: 'Value: 1.5' })).toEqual(['reason']);
  expect(fields({ reason: 'Value: 1.0' }, { reason: null })).toEqual(['reason']);
  expect(fields({ rows: 'PPF' }, { rows: 'PPS' })).toEqual(['rows']);
});

it('looks at the beginning of a reason that was cut, and at types in any order', () => {
  expect(fields({ reason: 'Value: 1…' }, { reason: 'Value: 1.5' })).toEqual([]);
  expect(fields({ reason: 'to be one of (A,B), but' }, { reason: 'to be one of (B,A), but' })).toEqual([]);
});

it('finds a rule that one side refuses, prints otherwise or does not judge', () => {
  const refused: Answer = { rules: [], errors: { [RULE]: 'Parsing Error: no' } };
  const ended: Answer = { rules: [], errors: { [RULE]: 'java.util.regex.PatternSyntaxException: no' } };
  expect(compare(refused, answer({})).map(({ field }) => field)).toEqual(['parse']);
  expect(compare(answer({}), refused).map(({ field }) => field)).toEqual(['parse']);
  expect(compare(refused, refused)).toEqual([]);
  expect(compare(ended, answer({})).map(({ field }) => field)).toEqual(['ended']);
  expect(fields({ rule: 'Mean "v" > 1.0' }, {})).toEqual(['text', 'text']);
});

interface Parts {
  readonly rule?: string;
  readonly outcome?: string;
  readonly reason?: string | null;
  readonly metrics?: RuleAnswer[3];
  readonly rows?: string;
}

function answer({ rule = RULE, outcome = 'Passed', reason = null, metrics = {}, rows = 'PP' }: Parts): Answer {
  return { rules: [[rule, outcome, reason, metrics, rows]], errors: {} };
}

function fields(real: Parts, ours: Parts): string[] {
  return compare(answer(real), answer(ours)).map(({ field }) => field);
}
