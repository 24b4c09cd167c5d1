import { unmeasurable, type Analyzer } from '../analyzers/analyzer.ts';
import type { Assertion } from '../conditions/number-test.ts';
import { jvmDouble } from '../jvm-number.ts';
import { sparkTypeOf } from '../column-type.ts';
import { comparable, type Pair } from '../conditions/spark-equality.ts';
import { columnHere, columnThere, fromThere, type ColumnPairs, type Reference } from '../references.ts';
import type { Constraint, PreparedRule, RowTest } from './rule-type.ts';

/** A rule on one metric of two datasets. Its rows are skipped in row-level results, as in Deequ (reference, 2.2). */
export function matchRule(
  metric: Analyzer,
  assertion: Assertion,
  rest: Partial<Omit<PreparedRule, 'constraints' | 'shows' | 'row'>> = {},
): PreparedRule {
  return { columns: [], ...rest, constraints: [matchConstraint(metric, assertion)], shows: [metric], row: undefined };
}

/** A rule that fails before anything is measured. */
export function failedMatch(
  reason: string,
  rest: Pick<Partial<PreparedRule>, 'columns' | 'details'> = {},
): PreparedRule {
  return matchRule({ ...unmeasurable, metric: '', where: undefined, refused: reason }, never, rest);
}

/** No value meets it. */
export const never: Assertion = { holds: () => false, problem: undefined };

/** Unlike that of other rules, the reason ends with a full stop (reference, 4.3). */
function matchConstraint(analyzer: Analyzer, assertion: Assertion): Constraint {
  return { analyzer, assertion, reason: unmetMatch };
}

function unmetMatch(value: number): string {
  return `Value: ${jvmDouble(value)} does not meet the constraint requirement.`;
}

/** The reason of the rules that join or sum; RowCountMatch and SchemaMatch have their own words. */
export function notFound(alias: string): string {
  return `${alias} not found in additional sources`;
}

/** Passes the rows that the reference has, too: by their keys, and by values of which NULL equals NULL. */
export function rowsFound(reference: Reference, keys: readonly Pair[], values: readonly Pair[] = []): RowTest {
  return { beside: { kind: 'found', in: fromThere(reference), keys, values }, sql: (found) => found };
}

export interface Problem {
  readonly problem: string;
}

/** Key columns as they are compared. */
export function keysOf(pairs: ColumnPairs['pairs']): readonly Pair[] | Problem {
  const keys: Pair[] = [];
  for (const [here, there] of pairs) {
    const key = comparable(columnHere(here), columnThere(there));
    if (key === undefined) {
      const [left, right] = [here, there].map(({ name, type }) => `${name} (${sparkTypeOf(type)})`);
      return { problem: `Columns ${left ?? ''} and ${right ?? ''} cannot be compared.` };
    }
    keys.push(key);
  }
  return keys;
}
