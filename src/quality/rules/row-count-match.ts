import { unmeasurable, type Analyzer } from '../analyzers/analyzer.ts';
import { countRows } from '../analyzers/counts.ts';
import { total, type AggregateRequest } from '../analyzers/request.ts';
import { numberTest } from '../conditions/number-test.ts';
import { findReference } from '../references.ts';
import { isRefusal } from '../refusal.ts';
import { parameterOf } from './build.ts';
import { failedMatch, matchRule } from './reference-rule.ts';
import type { RuleType } from './rule-type.ts';

/** `RowCountMatch "reference" = 1`: rows of the dataset over rows of the reference. */
export const rowCountMatchRule: RuleType = {
  name: 'RowCountMatch',
  prepare(rule, dataset) {
    const assertion = numberTest(rule.condition);
    if (isRefusal(assertion)) return assertion;
    const alias = parameterOf(rule);
    const reference = findReference(dataset, alias);
    if (reference === undefined) {
      return failedMatch(`Reference dataset '${alias}' not found in additional data sources`);
    }
    const here = countRows({ dataset, where: undefined });
    const there = total('count(*)', { where: undefined, alias });
    return matchRule(rowCountRatio(alias, here, there), assertion, {
      details: (of) => [`${of(here) ?? 0} rows against ${of(there) ?? 0} in ${alias}`],
    });
  },
  analyze: undefined,
};

/** x/0 is infinite, 0/0 is NaN. */
function rowCountRatio(alias: string, here: AggregateRequest, there: AggregateRequest): Analyzer {
  return {
    ...unmeasurable,
    metric: `Dataset.${alias}.RowCountMatch`,
    where: undefined,
    needs: [here, there],
    value: (of) => (of(here) ?? 0) / (of(there) ?? 0),
    refused: undefined,
  };
}
