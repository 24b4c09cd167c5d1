import { openSession } from '../../../src/duckdb/open-session.ts';
import type { Row } from '../../../src/duckdb/session.ts';
import { sql } from '../../../src/duckdb/sql.ts';
import { evaluateRuleset, type EvaluationRequest } from '../../../src/quality/evaluate.ts';
import type { Ruleset } from '../../../src/quality/dqdl/ast.ts';
import type { RuleOutcome } from '../../../src/quality/types.ts';
import { CLOCK, createTable, rulesetOf, type TinyTable } from '../judged.ts';

/** Rules that passed (`+`), failed (`-`) and were skipped (`?`), a row a line. */
export async function rowResults(
  table: TinyTable,
  rules: readonly string[],
  options: Partial<EvaluationRequest> = {},
): Promise<string[]> {
  const rows = await rowTable(table, rules, options);
  return rows.map((row) =>
    rules
      .map((rule) => {
        const listed = (name: string): boolean => JSON.stringify(row[name]).includes(JSON.stringify(rule));
        return [
          listed('DataQualityRulesPass') ? '+' : '',
          listed('DataQualityRulesFail') ? '-' : '',
          listed('DataQualityRulesSkip') ? '?' : '',
        ].join('');
      })
      .join(' '),
  );
}

/** The table of rows with their results. */
export async function rowTable(
  table: TinyTable,
  rules: readonly string[],
  options: Partial<EvaluationRequest> = {},
): Promise<readonly Row[]> {
  return (await judgeRows(table, rules.length === 0 ? rulesetOf([], ['RowCount']) : rulesetOf(rules), options)).rows;
}

export async function judgeRows(
  table: TinyTable,
  ruleset: Ruleset,
  options: Partial<EvaluationRequest> = {},
): Promise<{ readonly outcomes: readonly RuleOutcome[]; readonly rows: readonly Row[] }> {
  await using session = await openSession({ threads: 1 });
  const primary = await createTable(session, 'data', table);
  const rows = { into: 'judged rows' };
  const { outcomes } = await evaluateRuleset({ session, ruleset, primary, clock: CLOCK, rows, ...options });
  return { outcomes, rows: await session.rows(sql`select * from "judged rows"`) };
}
