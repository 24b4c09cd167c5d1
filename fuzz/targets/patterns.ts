import fc from 'fast-check';
import { BoundedMatcher, MatchTimeout } from '../../src/core/bounded-matcher.ts';
import { DuckDBError } from '../../src/duckdb/duckdb-error.ts';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { raw, sql } from '../../src/duckdb/sql.ts';
import { evaluateRuleset } from '../../src/quality/evaluate.ts';
import { parseRuleset } from '../../src/quality/dqdl/parse-ruleset.ts';
import { matches } from '../../src/quality/patterns/match-predicate.ts';
import { translatePattern } from '../../src/quality/patterns/translate.ts';
import { CLOCK } from '../../test/quality/judged.ts';
import type { Target } from '../target.ts';

/**
 * Any regular expression has an outcome within seconds, on texts that make backtracking slow, and never an exception;
 * where both engines can run it, they find the same.
 */
export const patterns: Target = {
  name: 'patterns',
  async open() {
    const session = await openSession({ threads: 1, memoryLimit: '1GB', seconds: 1 });
    return {
      property: fc.asyncProperty(pattern, fc.constantFrom('matches', 'not matches'), async (source, operator) => {
        const began = performance.now();
        await expectOutcome(session, source, operator);
        await expectAgreement(session, source);
        if (performance.now() - began > LONGEST) throw new Error(`took ${performance.now() - began} ms`);
      }),
      runs: 50,
      close: async () => session[Symbol.asyncDispose](),
    };
  },
};

const LONGEST = 10_000;
const TEXTS = [
  '',
  'a',
  'ab',
  `${'a'.repeat(40)}b`,
  'ab'.repeat(40),
  '\n',
  'a\n',
  'b\r\n',
  '🙂',
  ' a1_',
  'aa\u2028b',
  'é',
];

async function expectOutcome(session: Session, source: string, operator: string): Promise<void> {
  const { ruleset, findings } = parseRuleset(`Rules = [ ColumnValues "s" ${operator} "${quoted(source)}" ]`);
  if (findings.some(({ severity }) => severity === 'error')) return;
  const texts = sql`(select unnest([${TEXTS}]) as s)`;
  const primary = { relation: texts, columns: [{ name: 's', type: 'VARCHAR' }] };
  const { outcomes } = await evaluateRuleset({ session, ruleset, primary, clock: CLOCK });
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error('no outcome');
  if (outcome.outcome !== 'Passed' && !outcome.failureReason) throw new Error('no reason');
}

/**
 * The engines may find different matches where a group that is repeated can be empty; that is seen only of a text which
 * is nothing but a line end.
 */
async function expectAgreement(session: Session, source: string): Promise<void> {
  const translated = translatePattern(`^${source}$`);
  const predicate = matches('s', source);
  if ('problem' in translated || !('sql' in predicate)) return;
  const found = matchedBy(translated.js ?? '');
  if (found === undefined) return;
  if (!translated.mayBeEmpty && matchedBy(translated.js ?? '', true)?.has('')) throw new Error('it matches nothing');
  if (predicate.test !== undefined) return;
  for (const text of TEXTS.filter((each) => each.trim() !== '' || !/\)[*+?{]/.test(source))) {
    const hit = await hitByRe2(session, predicate.sql, text);
    if (hit === undefined) return;
    if (hit !== found.has(text)) {
      throw new Error(`${JSON.stringify(text)}: RE2 says ${hit}, JavaScript ${found.has(text)}`);
    }
  }
}

/** Undefined where RE2 cannot compile it: then the rule is an `Error`. */
async function hitByRe2(session: Session, predicate: string, text: string): Promise<boolean | undefined> {
  try {
    const [row] = await session.rows(sql`select ${raw(predicate)} as hit from (select ${text}::varchar as s)`);
    return row?.['hit'] === true;
  } catch (error) {
    if (error instanceof DuckDBError && error.reason.includes('pattern too large')) return undefined;
    throw error;
  }
}

/** Undefined where JavaScript takes too long, or cannot compile it. */
function matchedBy(source: string, empty = false): ReadonlySet<string> | undefined {
  try {
    const matcher = new BoundedMatcher(source, { seconds: 1, empty });
    return new Set(matcher.matching(TEXTS).map((index) => TEXTS[index] ?? ''));
  } catch (error) {
    if (error instanceof MatchTimeout || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const ATOMS = [
  ['a', 'b', '.', '\\d', '\\w', '\\s', '\\b', '[a-z]', '[^a]', '^', '$', '\\1', '\\p{L}', '\\Qa.\\E', '🙂', '\\x61'],
  ['\\R', '\\h', '\\z', '[\\s\\S]', '[a-c&&[^b]]', '(?s)', '\\B', '[]a]', '\\u00e9', '\\cJ', '\\p{Alpha}'],
].flat();
const atom = fc.constantFrom(...ATOMS);
const { pattern } = fc.letrec<{ pattern: string; piece: string }>((tie) => ({
  pattern: fc.array(tie('piece'), { maxLength: 5 }).map((pieces) => pieces.join('')),
  piece: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc
      .tuple(tie('piece'), fc.constantFrom('*', '+', '?', '{2,3}', '*?', '++', '{0}', '{1,500}', '{0,1001}'))
      .map((parts) => parts.join('')),
    fc
      .tuple(fc.constantFrom('(', '(?:', '(?=', '(?!', '(?<=', '(?i)(', '(?<n>'), tie('pattern'), tie('pattern'))
      .map(([open, one, other]) => `${open}${one}|${other})`),
    fc.string({ maxLength: 3 }),
    fc.tuple(fc.constantFrom('[', '(', '((?:a|', '(?:a'), fc.nat(300)).map(([word, times]) => word.repeat(times)),
  ),
}));

function quoted(source: string): string {
  return source.replaceAll('"', String.raw`\"`);
}
