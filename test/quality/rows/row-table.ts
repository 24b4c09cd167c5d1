import { openSession } from '../../../src/duckdb/open-session.ts';
import type { Row } from '../../../src/duckdb/session.ts';
import { sql } from '../../../src/duckdb/sql.ts';
import { evaluateRuleset, type EvaluationRequest } from '../../../src/quality/evaluate.ts';
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
): Promise<Row[]> {
  await using session = await openSession({ threads: 1 });
  const primary = await createTable(session, 'data', table);
  await evaluateRuleset({
    session,
    ruleset: rules.length === 0 ? rulesetOf([], ['RowCount']) : rulesetOf(rules),
    primary,
    clock: CLOCK,
    rows: { into: 'judged rows' },
    ...options,
  });
  return await session.rows(sql`select * from "judged rows"`);
}
