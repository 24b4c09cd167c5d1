import fc from 'fast-check';
import { openSession } from '../../src/duckdb/open-session.ts';
import { id, sql } from '../../src/duckdb/sql.ts';
import { parseRuleset } from '../../src/quality/dqdl/parse-ruleset.ts';
import { evaluateRuleset } from '../../src/quality/evaluate.ts';
import { CLOCK, createTable, type TinyTable } from '../../test/quality/judged.ts';
import { anyTable, themedRules } from '../../test/quality/lint/random-rules.ts';
import { rulesetText } from '../../test/quality/dqdl/ruleset-text.ts';
import type { RowLevelOptions } from '../../src/quality/rows/row-request.ts';
import type { RuleOutcome } from '../../src/quality/types.ts';
import { aimedRules } from '../aimed-rules.ts';
import type { Target } from '../target.ts';
import { typedTable } from '../typed-table.ts';

/** Any ruleset has an outcome for each rule on any table, with a reason where it did not pass, and never an exception. */
export const tables: Target = {
  name: 'tables',
  async open() {
    const session = await openSession({ threads: 1, memoryLimit: '1GB', seconds: 2 });
    return {
      property: fc.asyncProperty(tableWithRules, options, async ({ table, text }, asked) => {
        const { ruleset } = parseRuleset(text);
        const primary = await createTable(session, 'fuzzed', table);
        const began = performance.now();
        try {
          const { outcomes, score, metrics } = await evaluateRuleset({
            session,
            ruleset,
            primary,
            references: { ref: primary },
            clock: CLOCK,
            rows: { into: 'fuzzed_rows' },
            ...asked,
          });
          if (outcomes.length !== ruleset.rules.length) throw new Error(`${outcomes.length} outcomes`);
          for (const outcome of outcomes) expectSound(outcome);
          const passed = outcomes.filter(({ outcome }) => outcome === 'Passed').length;
          if (outcomes.length > 0 && score !== passed / outcomes.length) throw new Error(`the score is ${score}`);
          if (!Object.values(metrics).every((value) => typeof value === 'number')) throw new Error('no number');
          const [row] = await session.rows(sql`select count(*) as n from fuzzed_rows`);
          if (row?.['n'] !== table.rows.length) throw new Error(`${String(row?.['n'])} rows with results`);
          if (performance.now() - began > LONGEST) throw new Error(`took ${performance.now() - began} ms`);
        } finally {
          await session.run(sql`drop table ${id('fuzzed')}`);
        }
      }),
      runs: 20,
      close: async () => session[Symbol.asyncDispose](),
    };
  },
};

const LONGEST = 20_000;

const options: fc.Arbitrary<RowLevelOptions> = fc.record({
  compositeMethod: fc.constantFrom('COLUMN', 'ROW'),
  filteredRowLabel: fc.constantFrom('PASSED', 'SKIPPED'),
  ruleWithLabels: fc.constantFrom('DISABLED', 'ENABLED'),
});

function expectSound({ rule, outcome, failureReason, evaluatedMetrics, failingRows }: RuleOutcome): void {
  if (!['Passed', 'Failed', 'Error'].includes(outcome)) throw new Error(`${rule}: ${outcome}`);
  if (outcome !== 'Passed' && (failureReason ?? '').trim() === '') throw new Error(`no reason: ${rule}`);
  if (/undefined|\[object /.test(failureReason ?? '')) throw new Error(`${rule}: ${failureReason}`);
  const strange = Object.entries(evaluatedMetrics).find(([, value]) => typeof value !== 'number');
  if (strange !== undefined) throw new Error(`${rule}: the metric ${strange.join(' is ')}`);
  if (failingRows !== undefined && failingRows.count < failingRows.sample.length) throw new Error(`${rule}: rows`);
}

const rulesetOfTheme = fc.oneof(
  themedRules.map((rules) => `Rules = [\n${rules.join(',\n')}\n]`),
  rulesetText,
);

const tableWithRules: fc.Arbitrary<{ readonly table: TinyTable; readonly text: string }> = fc.oneof(
  fc.record({ table: anyTable, text: rulesetOfTheme }),
  {
    weight: 3,
    arbitrary: typedTable.chain((table) => fc.record({ table: fc.constant(table), text: aimedRules(table.names) })),
  },
);
