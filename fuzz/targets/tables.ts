import fc from 'fast-check';
import { openSession } from '../../src/duckdb/open-session.ts';
import { id, sql } from '../../src/duckdb/sql.ts';
import { parseRuleset } from '../../src/quality/dqdl/parse-ruleset.ts';
import { evaluateRuleset } from '../../src/quality/evaluate.ts';
import { CLOCK, createTable } from '../../test/quality/judged.ts';
import { anyTable, themedRules } from '../../test/quality/lint/random-rules.ts';
import { rulesetText } from '../../test/quality/dqdl/ruleset-text.ts';
import type { Target } from '../target.ts';

/** Any ruleset has an outcome for each rule on any table, with a reason where it did not pass, and never an exception. */
export const tables: Target = {
  name: 'tables',
  async open() {
    const session = await openSession({ threads: 1, memoryLimit: '1GB', seconds: 2 });
    return {
      property: fc.asyncProperty(anyTable, anyRuleset, async (table, text) => {
        const { ruleset } = parseRuleset(text);
        const primary = await createTable(session, 'fuzzed', table);
        try {
          const { outcomes } = await evaluateRuleset({
            session,
            ruleset,
            primary,
            references: { ref: primary },
            clock: CLOCK,
            rows: { into: 'fuzzed_rows' },
          });
          if (outcomes.length !== ruleset.rules.length) throw new Error(`${outcomes.length} outcomes`);
          const silent = outcomes.find(({ outcome, failureReason }) => outcome !== 'Passed' && failureReason === null);
          if (silent !== undefined) throw new Error(`no reason: ${silent.rule}`);
        } finally {
          await session.run(sql`drop table ${id('fuzzed')}`);
        }
      }),
      runs: 20,
      close: async () => session[Symbol.asyncDispose](),
    };
  },
};

const anyRuleset = fc.oneof(
  themedRules.map((rules) => `Rules = [\n${rules.join(',\n')}\n]`),
  rulesetText,
);
