import { describe, expect, test } from 'vitest';
import { id } from '../../../src/duckdb/sql.ts';
import { isRefusal } from '../../../src/quality/refusal.ts';
import { METRIC_DOMAINS } from '../../../src/quality/lint/metric-domains.ts';
import { refusedRule } from '../../../src/quality/lint/refused-rule.ts';
import { ruleTypes } from '../../../src/quality/rules/registry.ts';
import { SIGNATURES } from '../../../src/quality/dqdl/signatures.ts';
import { CLOCK } from '../judged.ts';
import { readRule } from '../dqdl/reading.ts';

const data = { primary: { relation: id('data'), columns: [] }, references: {}, clock: CLOCK, files: undefined };
const PARAMETERS: Readonly<Record<string, string>> = { RowCount: '', ColumnCount: '', ColumnCorrelation: '"a" "b"' };

/** Whether evaluating the rule refuses it for its text. */
function isRefusedWhenRun(text: string): boolean {
  const rule = readRule(text);
  const prepared = ruleTypes.get(rule.type)?.prepare(rule, data);
  return prepared !== undefined && isRefusal(prepared) && prepared.reason.includes('not supported due to');
}

describe('a rule is refused by lint where evaluating it refuses it for its text', () => {
  const types = [...METRIC_DOMAINS.keys()].filter((type) =>
    SIGNATURES.get(type)?.forms.every((form) => form.parameters.every(({ kind }) => kind === 'column')),
  );
  test.each(types)('%s', (type) => {
    for (const condition of ['= NULL', 'in [NULL, 1]', '> last(3)', 'between 3 and 1', '> 1 / 0', '!= 1 + 2 * 3']) {
      const rule = `${type} ${PARAMETERS[type] ?? '"a"'} ${condition}`;
      expect([rule, refusedRule(readRule(rule)) !== undefined]).toEqual([rule, isRefusedWhenRun(rule)]);
    }
  });
});
