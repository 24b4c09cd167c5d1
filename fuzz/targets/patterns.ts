import fc from 'fast-check';
import { openSession } from '../../src/duckdb/open-session.ts';
import { raw } from '../../src/duckdb/sql.ts';
import { evaluateRuleset } from '../../src/quality/evaluate.ts';
import { parseRuleset } from '../../src/quality/dqdl/parse-ruleset.ts';
import { CLOCK } from '../../test/quality/judged.ts';
import type { Target } from '../target.ts';

/** Any regular expression has an outcome within seconds, on texts that make backtracking slow, and never an exception. */
export const patterns: Target = {
  name: 'patterns',
  async open() {
    const session = await openSession({ threads: 1, memoryLimit: '1GB', seconds: 2 });
    return {
      property: fc.asyncProperty(pattern, fc.constantFrom('matches', 'not matches'), async (source, operator) => {
        const { ruleset, findings } = parseRuleset(`Rules = [ ColumnValues "s" ${operator} "${quoted(source)}" ]`);
        if (findings.some(({ severity }) => severity === 'error')) return;
        const began = performance.now();
        const { outcomes } = await evaluateRuleset({
          session,
          ruleset,
          primary: { relation: raw(TEXTS), columns: [{ name: 's', type: 'VARCHAR' }] },
          clock: CLOCK,
        });
        if (outcomes.length !== 1) throw new Error('no outcome');
        if (performance.now() - began > LONGEST) throw new Error(`took ${performance.now() - began} ms`);
      }),
      runs: 50,
      close: async () => session[Symbol.asyncDispose](),
    };
  },
};

const LONGEST = 10_000;
const TEXTS = "(select unnest(['', 'a', 'ab', repeat('a', 40) || 'b', repeat('ab', 40), '\n', '🙂', ' a1_']) as s)";

const atom = fc.constantFrom(
  ...['a', 'b', '.', '\\d', '\\w', '\\s', '\\b', '[a-z]', '[^a]', '^', '$', '\\1', '\\p{L}', '\\Qa.\\E', '🙂', '\\x61'],
);
const { pattern } = fc.letrec<{ pattern: string; piece: string }>((tie) => ({
  pattern: fc.array(tie('piece'), { maxLength: 5 }).map((pieces) => pieces.join('')),
  piece: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc
      .tuple(tie('piece'), fc.constantFrom('*', '+', '?', '{2,3}', '*?', '++', '{1,500}'))
      .map((parts) => parts.join('')),
    fc
      .tuple(fc.constantFrom('(', '(?:', '(?=', '(?!', '(?<=', '(?i)(', '(?<n>'), tie('pattern'), tie('pattern'))
      .map(([open, one, other]) => `${open}${one}|${other})`),
    fc.string({ maxLength: 3 }),
  ),
}));

function quoted(source: string): string {
  return source.replaceAll('"', String.raw`\"`);
}
